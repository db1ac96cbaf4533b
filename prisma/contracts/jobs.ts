import { z } from 'zod';

/**
 * The queue that `submitRun` writes to and workers read. A job only delivers: the run's row is the truth.
 * A job whose worker stops answering for `heartbeatSeconds` goes to another one; after `retryLimit` further tries it
 * lands in `lostRunsQueue`, whose consumer fails the run with WORKER_LOST.
 */
export const runsQueue = 'runs';
export const lostRunsQueue = 'runs-lost';

export const queueOptions = { heartbeatSeconds: 10, retryLimit: 3, retryDelay: 0, deadLetter: lostRunsQueue } as const;

export const runJobSchema = z.strictObject({ runId: z.uuid() });
export type RunJob = z.infer<typeof runJobSchema>;
