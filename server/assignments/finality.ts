import type { Assignment } from '#prisma/client';

type Dates = Pick<Assignment, 'closesAt' | 'finalAt'>;

/**
 * When students are shown the private scores: the last extension and the late period have ended. Null: never, because
 * the assignment never closes.
 */
export function finalTime({ closesAt, finalAt }: Dates): Date | null {
  if (closesAt === null) return null;
  return finalAt !== null && finalAt > closesAt ? finalAt : closesAt;
}

/** Whether private scores decide and are shown. */
export function isFinal(dates: Dates, now = new Date()): boolean {
  const time = finalTime(dates);
  return time !== null && time <= now;
}
