import { ApiError } from './errors.ts';

const longest = 200;

/**
 * The words that somebody searches for: a row is found when it has all of them. Nothing to search for is no words.
 * Throws BAD_USER_INPUT for more than 200 characters.
 *
 *   AND: searchWords(search).map((word) => ({ OR: [{ name: containing(word) }, { email: containing(word) }] }))
 */
export function searchWords(search: string | null | undefined): string[] {
  if (search == null) return [];
  if (search.length > longest)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected at most ${longest} characters in search, received ${search.length}.`,
      { detail: 'SEARCH_TOO_LONG', most: longest },
    );
  return search.normalize('NFC').split(/\s+/).filter(Boolean);
}

/** Prisma's filter for a text that has a word somewhere, whichever case its letters have. */
export function containing(word: string): { contains: string; mode: 'insensitive' } {
  // Prisma hands these on to LIKE as they are.
  return { contains: literal(word), mode: 'insensitive' };
}

/** The same as a pattern of ILIKE. */
export function patternOf(word: string): string {
  return `%${literal(word)}%`;
}

function literal(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}
