import { createHash, randomBytes } from 'node:crypto';

/** A link that works once carries a token. The database has only its hash, so reading it opens no account. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(24).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export const hour = 60 * 60 * 1000;
export const day = 24 * hour;

/** Whether the database refused a row because another one has the same value where only one may. */
export function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
}
