/** Characters of the codes that people type: a course's, which is not to be guessed, and a lecture's on a wall. */
export const courseCodeLength = 8;
export const lectureCodeLength = 6;

/** A code as it is stored: people also type it in small letters, or in two halves. */
export function normalizeCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}
