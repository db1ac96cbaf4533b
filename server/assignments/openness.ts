import type { Assignment } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { ApiError } from '../graphql/errors.ts';

type Dates = Pick<Assignment, 'opensAt' | 'dueAt' | 'closesAt'>;

/** An assignment's dates as an extension moves them for one participant. */
export function extendedDates<Row extends Dates>(assignment: Row, { extraSeconds }: { extraSeconds: number }): Row {
  const later = (date: Date | null) => date && new Date(date.getTime() + extraSeconds * 1000);
  return { ...assignment, dueAt: later(assignment.dueAt), closesAt: later(assignment.closesAt) };
}

/** Whether the assignment has closed for everybody without an extension. */
export function isClosed({ closesAt }: Pick<Assignment, 'closesAt'>, now = databaseNow()): boolean {
  return closesAt !== null && closesAt <= now;
}

/** When the last extension ends. Null: never, because the assignment never closes. */
export function finalTime({ closesAt, finalAt }: Pick<Assignment, 'closesAt' | 'finalAt'>): Date | null {
  return finalAt ?? closesAt;
}

/** Whether the last extension has ended too: from then on scores are the private share's. */
export function isFinal(assignment: Pick<Assignment, 'closesAt' | 'finalAt'>, now = databaseNow()): boolean {
  const end = finalTime(assignment);
  return end !== null && end <= now;
}

/** Whether students see it: it was published, and its time has come. */
export function isVisible({ publishedAt }: Pick<Assignment, 'publishedAt'>, now = databaseNow()): boolean {
  return publishedAt !== null && publishedAt <= now;
}

/** Whether runs can be submitted. */
export function isOpen(
  { publishedAt, opensAt, closesAt }: Pick<Assignment, 'opensAt' | 'closesAt'> & { publishedAt?: Date | null },
  now = databaseNow(),
): boolean {
  if (publishedAt !== undefined && !isVisible({ publishedAt }, now)) return false;
  return opensAt <= now && !isClosed({ closesAt }, now);
}

/**
 * Throws ASSIGNMENT_CLOSED saying since when or until when. `assignment` has the dates of who submits
 * (`extendedDates`).
 */
export function requireOpen({ title, opensAt, closesAt }: Pick<Assignment, 'title' | 'opensAt' | 'closesAt'>): void {
  if (isOpen({ opensAt, closesAt })) return;
  const when = isClosed({ closesAt }) ? `closed at ${closesAt?.toISOString()}` : `opens at ${opensAt.toISOString()}`;
  throw new ApiError('ASSIGNMENT_CLOSED', `Expected an assignment that is open; "${title}" ${when}.`, {
    detail: isClosed({ closesAt }) ? 'ENDED' : 'NOT_YET',
    opensAt,
    closesAt,
  });
}
