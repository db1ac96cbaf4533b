import type { Messages } from 'next-intl';

/**
 * Groups of texts that only pages behind the sign-in use. The others go with every page, so that a new group needs
 * nothing here; `npm run validate` finds one of these on a page that everybody may open.
 */
export const signedInGroups = [
  'analyses',
  'apiKeys',
  'assignments',
  'auditLog',
  'courseSettings',
  'datasets',
  'extensions',
  'grades',
  'leaderboards',
  'overview',
  'people',
  'predictions',
  'quotas',
  'recipes',
  'reservations',
  'revisions',
  'rosters',
  'scores',
  'settings',
  'teams',
  'transfer',
  'webhooks',
  'weights',
] as const satisfies readonly (keyof Messages)[];
type SignedInGroup = (typeof signedInGroups)[number];

export type PublicTexts = Omit<Messages, SignedInGroup>;
export type SignedInTexts = Pick<Messages, SignedInGroup>;

/** The texts that go with every page, and those that come besides with the pages behind the sign-in. */
export function textsByPlace(messages: Messages): { everywhere: PublicTexts; signedIn: SignedInTexts } {
  const isSignedIn = (group: string) => (signedInGroups as readonly string[]).includes(group);
  const pick = (which: (group: string) => boolean) =>
    Object.fromEntries(Object.entries(messages).filter(([group]) => which(group)));
  return {
    everywhere: pick((group) => !isSignedIn(group)) as PublicTexts,
    signedIn: pick(isSignedIn) as SignedInTexts,
  };
}
