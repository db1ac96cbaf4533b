import type { Assignment } from '#prisma/client';
import { ApiError } from '../graphql/errors.ts';

/** Whether the deadline has passed: private scores are shown, and nothing can be submitted. */
export function isClosed({ closesAt }: Pick<Assignment, 'closesAt'>, now = new Date()): boolean {
  return closesAt !== null && closesAt <= now;
}

/** Whether runs can be submitted. */
export function isOpen(assignment: Pick<Assignment, 'opensAt' | 'closesAt'>, now = new Date()): boolean {
  return assignment.opensAt <= now && !isClosed(assignment, now);
}

/** Throws ASSIGNMENT_CLOSED saying since when or until when. */
export function requireOpen({ title, opensAt, closesAt }: Pick<Assignment, 'title' | 'opensAt' | 'closesAt'>): void {
  if (isOpen({ opensAt, closesAt })) return;
  const when = isClosed({ closesAt }) ? `closed at ${closesAt?.toISOString()}` : `opens at ${opensAt.toISOString()}`;
  throw new ApiError('ASSIGNMENT_CLOSED', `Expected an assignment that is open; "${title}" ${when}.`, {
    opensAt,
    closesAt,
  });
}
