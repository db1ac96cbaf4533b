/** Characters of a name at most. */
export const longestName = 100;

/**
 * What no name may contain, because it spoils every list that shows the name: control characters and ends of lines,
 * signs that turn the direction of the text around them, signs that nobody sees (but for the joiners and variants that
 * some scripts need), and piles of accents.
 */
const refused = new RegExp(
  [
    '\\p{Cc}|[\\u2028\\u2029]',
    '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]',
    '(?!\\u200C|\\u200D|[\\uFE00-\\uFE0F]|[\\u{E0100}-\\u{E01EF}])\\p{Default_Ignorable_Code_Point}',
    '\\p{M}{5}',
  ].join('|'),
  'u',
);
const unseen = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The same name has the same characters, whatever keyboard wrote it, and no blanks around it. */
export function normalizeName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** What is wrong with a name that is normalized, and the code of the rule; undefined when nothing is. */
export function personNameFault(name: string): { message: string; params: object } | undefined {
  const characters = [...name];
  if (characters.length > longestName)
    return {
      message: `expected 1 to ${longestName} characters, received ${characters.length}`,
      params: { code: 'lineLength', values: { most: longestName } },
    };
  const params = { code: 'hiddenCharacters' };
  const start = (length: number) => JSON.stringify(name.slice(0, length));
  if (refused.test(name))
    return {
      message:
        'expected a name without control characters and without signs that nobody sees or that turn the text around, ' +
        `received ${start(longestName)}`,
      params,
    };
  if (name.replace(unseen, '') === '')
    return { message: `expected a name that can be seen, received ${start(20)}`, params };
  return undefined;
}

/** The nearest allowed name, for names that come from another system; undefined when nothing of it can be seen. */
export function nearestName(name: string): string | undefined {
  const everywhere = new RegExp(refused.source, 'gu');
  const cleaned = normalizeName(name.replace(/[\t\n\r]/g, ' ').replace(everywhere, ''));
  const nearest = [...cleaned].slice(0, longestName).join('').trim();
  return personNameFault(nearest) === undefined ? nearest : undefined;
}
