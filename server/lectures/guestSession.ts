import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { Guest } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/** The header in which a phone sends its guest's token. No cookie: no other page can make a browser send it along. */
export const guestHeader = 'x-lecture-guest';

/** A new token, which is shown once, and what is stored of it. */
export function newGuestToken(): { token: string; tokenHash: string } {
  const token = randomBytes(24).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** The lectures of courses that let people take part without an account. */
export const takesGuests = { assignment: { course: { guestsInLectures: true, archivedAt: null } } };

/** The conditions under which guests may do anything in a lecture. */
export function openToGuests(now = databaseNow()) {
  return { opensAt: { lte: now }, endsAt: { gt: now }, ...takesGuests };
}

/** The guest whose token this is; null when there is none, or their lecture is not open. */
export async function guestOf(database: Database, token: unknown): Promise<Guest | null> {
  if (typeof token !== 'string' || token === '' || token.length > 100) return null;
  return database.lectureGuest.findFirst({
    where: { tokenHash: hashOf(token), lecture: openToGuests() },
    select: { id: true, lectureId: true, number: true, nickname: true },
  });
}

/** Throws UNAUTHENTICATED for everybody but a guest of a lecture that is open. */
export function requireGuest({ guest }: { guest: Guest | null }): Guest {
  if (!guest)
    throw new ApiError(
      'UNAUTHENTICATED',
      'Expected a guest of a lecture that is open: join it with its code and a nickname.',
    );
  return guest;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
