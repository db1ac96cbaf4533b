import type { JobWithMetadata } from 'pg-boss';
import { RunFailure } from '#contracts/runFailure';
import { lostRunsQueue, queueOptions, type RunJob, runJobSchema, runsQueue } from '#prisma/queue';
import { failRun, ignoreRunLost } from '../claims/claimedRun.ts';
import { type Admission, admitRun } from './admitRun.ts';
import { type Supervision, superviseRun } from './superviseRun.ts';

export interface Consumer extends Admission, Supervision {
  engines: Supervision['engines'];
  /** The most runs that are trained at once. */
  concurrency: number;
}

/** Takes runs from the queue and trains those for which memory is free, until the queue is stopped. */
export async function consumeRuns(consumer: Consumer): Promise<void> {
  await consumer.queue.work(
    runsQueue,
    {
      localConcurrency: consumer.concurrency,
      pollingIntervalSeconds: 0.5,
      // A worker learns at a heartbeat that a job was cancelled, so heartbeats are frequent.
      heartbeatRefreshSeconds: 2,
      includeMetadata: true,
    },
    async ([job]: JobWithMetadata<RunJob>[]) => {
      const release = await admitRun(consumer, job!);
      if (!release) return;
      try {
        await superviseRun(consumer, job!);
      } finally {
        release();
      }
    },
  );
}

/** Takes runs from the dead letter queue and fails them: every worker that had one of them stopped answering. */
export async function consumeLostRuns({
  database,
  queue,
  log,
}: Pick<Consumer, 'database' | 'queue' | 'log'>): Promise<void> {
  await queue.work<RunJob>(lostRunsQueue, { pollingIntervalSeconds: 2 }, async ([job]) => {
    const { runId } = runJobSchema.parse(job!.data);
    const run = await database.run.findUnique({ where: { id: runId }, select: { attempt: true } });
    if (!run) return;
    const workers = queueOptions.retryLimit + 1;
    const message = `Expected a worker to finish the run, but ${workers} in a row stopped answering while they had it`;
    const failure = new RunFailure('WORKER_LOST', message);
    log.error({ runId }, failure.message);
    await failRun(database, { runId, attempt: run.attempt }, failure).catch(ignoreRunLost);
  });
}
