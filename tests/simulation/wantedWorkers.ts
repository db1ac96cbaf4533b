import type { Scale, WaitingWork } from '#prisma/waitingWork';

/**
 * What the database's `wanted_workers` answers, for a simulation that asks a million times.
 * tests/prisma/waitingWork.test.ts holds the two equal.
 */
export function wantedWorkers(
  { waitingRuns, waitingSeconds, heldRuns, waitingJobs }: WaitingWork,
  { slots, drainSeconds, ceiling }: Scale,
): number {
  const inTime = Math.min(waitingRuns, Math.ceil(waitingSeconds / drainSeconds));
  const least = waitingRuns + waitingJobs > 0 ? 1 : 0;
  return Math.min(ceiling, Math.max(Math.ceil((heldRuns + inTime) / slots), least));
}
