import { databaseNow } from '#prisma/clock';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { Session } from './account.type.ts';
import { requireSession } from './viewer.ts';

/** Where the viewer is signed in, the latest use first. Their tokens stay in the database. */
export async function listSessions(context: Context, first: number): Promise<Session[]> {
  const { id: userId, sessionId } = requireSession(context);
  if (first < 1 || first > 100)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 100, received ${first}.`);
  const rows = await context.database.session.findMany({
    where: { userId, expiresAt: { gt: databaseNow() } },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true, expiresAt: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: first,
  });
  return rows.map(({ updatedAt, ipAddress, ...row }) => ({
    ...row,
    address: ipAddress,
    usedAt: updatedAt,
    isCurrent: row.id === sessionId,
  }));
}

/** Ends one of the viewer's sessions. Throws NOT_FOUND. */
export async function endSession(context: Context, id: string): Promise<void> {
  const { id: userId } = requireSession(context);
  const { count } = await context.database.session.deleteMany({ where: { id, userId } });
  if (count === 0) throw new ApiError('NOT_FOUND', `Expected the id of one of your sessions, received "${id}".`);
}

/** Ends all of the viewer's sessions but the one that asks, and answers how many there were. */
export async function endOtherSessions(context: Context): Promise<number> {
  const { id: userId, sessionId } = requireSession(context);
  const { count } = await context.database.session.deleteMany({ where: { userId, id: { not: sessionId } } });
  return count;
}
