/** What an API key may do, besides reading, which every key may. */
export const apiKeyScopes = ['READ', 'SUBMIT', 'STAFF'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

/** Days after which a key ends when nothing else is asked for. */
export const usualKeyDays = 180;
export const mostKeyDays = 365;
/** Of one account. */
export const mostKeys = 50;
