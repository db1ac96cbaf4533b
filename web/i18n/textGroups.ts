import type { Messages } from 'next-intl';
import type { Written } from './writtenTexts.ts';

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

interface TextsByPlace {
  everywhere: Written<PublicTexts>;
  signedIn: Written<SignedInTexts>;
}

/** By a language's texts. */
const written = new WeakMap<Messages, TextsByPlace>();

/**
 * The texts that go with every page, and those that come besides with the pages behind the sign-in: as JSON, which
 * servers write once, and browsers read much faster than as many texts of their own.
 */
export function textsByPlace(messages: Messages): TextsByPlace {
  const known = written.get(messages) ?? writeTexts(messages);
  written.set(messages, known);
  return known;
}

function writeTexts(messages: Messages): TextsByPlace {
  const isSignedIn = (group: string) => (signedInGroups as readonly string[]).includes(group);
  const pick = (which: (group: string) => boolean) =>
    JSON.stringify(Object.fromEntries(Object.entries(messages).filter(([group]) => which(group))));
  return { everywhere: pick((group) => !isSignedIn(group)), signedIn: pick(isSignedIn) };
}
