import { accountBytes, courseBytes, storageLimits } from '#prisma/storage';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { Storage } from './storage.type.ts';

/** What the files of a course take, and what they may. */
export async function courseStorage({ database }: Pick<Context, 'database'>, courseId: string): Promise<Storage> {
  const [usedBytes, limits] = await Promise.all([courseBytes(database, courseId), storageLimits(database)]);
  return { usedBytes, limitBytes: limits.course };
}

/** What the files of the courses take that this account gives, and what they may. */
export async function accountStorage({ database }: Pick<Context, 'database'>, userId: string): Promise<Storage> {
  const [usedBytes, limits] = await Promise.all([accountBytes(database, userId), storageLimits(database)]);
  return { usedBytes, limitBytes: limits.account };
}

/** Throws STORAGE_FULL where so many bytes more are more than a course may have. */
export async function requireRoom(context: Pick<Context, 'database'>, courseId: string, bytes: number): Promise<void> {
  requireBytes('COURSE', await courseStorage(context, courseId), bytes);
}

/** Throws STORAGE_FULL where so many bytes more are more than the courses of this account may have. */
export async function requireAccountRoom(
  context: Pick<Context, 'database'>,
  userId: string,
  bytes: number,
): Promise<void> {
  requireBytes('ACCOUNT', await accountStorage(context, userId), bytes);
}

const owners = { COURSE: 'the files of this course', ACCOUNT: 'the files of your courses' };

function requireBytes(detail: keyof typeof owners, { usedBytes, limitBytes }: Storage, bytes: number): void {
  if (usedBytes + bytes <= limitBytes) return;
  const gigabytes = (count: number) => Math.round(count / 1e8) / 10;
  const extensions = { detail, usedGigabytes: gigabytes(usedBytes), limitGigabytes: gigabytes(limitBytes) };
  throw new ApiError(
    'STORAGE_FULL',
    `Expected at most ${limitBytes} bytes for ${owners[detail]}, which use ${usedBytes}, received ${bytes} more.`,
    extensions,
  );
}
