import { z } from 'zod';

/**
 * The queue that `submitRun` writes to and workers read. A job only delivers: the run's row is the truth.
 * A job whose worker stops answering for `heartbeatSeconds` goes to another one; after `retryLimit` further tries it
 * lands in `lostRunsQueue`, whose consumer fails the run with WORKER_LOST.
 */
export const runsQueue = 'runs';
export const lostRunsQueue = 'runs-lost';

export const queueOptions = {
  heartbeatSeconds: 10,
  retryLimit: 3,
  retryDelay: 0,
  deadLetter: lostRunsQueue,
  /** The longest that pg-boss allows; by default it would hand a run on after a quarter of an hour. */
  expireInSeconds: 24 * 3600,
} as const;

/** A run that takes longer ends with TIMED_OUT, before the queue would give it to another worker. */
export const maxRunSeconds = 23 * 3600;

/**
 * The priority of a run that has had its turn already and goes back to the queue: before all that wait for their first.
 */
export const returnedPriority = 1;

export const runJobSchema = z.strictObject({ runId: z.uuid() });
export type RunJob = z.infer<typeof runJobSchema>;
