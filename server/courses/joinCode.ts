import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another on a blackboard. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const usualLength = 8;

/** A new join code, e.g. "K7QWM2XA": one of 31^8, too many to guess. */
export function newJoinCode(length = usualLength): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** A code as it is stored, from what a person typed. */
export function normalizeJoinCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}
