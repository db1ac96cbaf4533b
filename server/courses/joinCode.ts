import { randomInt } from 'node:crypto';
import { courseCodeLength } from '#contracts/codes';

/** Letters and digits that are not mistaken for one another on a blackboard. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A new join code, e.g. "K7QWM2XA": one of 31^8, too many to guess. */
export function newJoinCode(length = courseCodeLength): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
