import type { JobWithMetadata } from 'pg-boss';
import { RunFailure } from '#contracts/runFailure';
import type { CourseChoice } from '#prisma/courseChoice';
import { lostRunsQueue, type RunJob, runJobSchema, runsQueue } from '#prisma/queue';
import { attemptsWithoutCheckpoint } from '../claims/claim.ts';
import { failRun, ignoreRunLost } from '../claims/claimedRun.ts';
import type { Lifetime } from '../lifetime.ts';
import { SlotsReserved } from '../reservations/slots.ts';
import { type Admission, admitRun, untilOtherSeconds } from './admitRun.ts';
import { leaveToOthers } from './leaveToOthers.ts';
import { holdBack, postpone, requeueLost } from './returnRun.ts';
import { type Supervision, superviseRun } from './superviseRun.ts';

export interface Consumer extends Admission, Supervision {
  engines: Supervision['engines'];
  /** The most runs that are trained at once. */
  concurrency: number;
  lifetime: Lifetime;
  /** Whose runs it takes; anybody's when left out. */
  courses?: CourseChoice | undefined;
}

/** Takes runs from the queue and trains those for which memory is free, until the queue is stopped. */
export async function consumeRuns(consumer: Consumer): Promise<void> {
  await consumer.queue.work(
    runsQueue,
    {
      localConcurrency: consumer.concurrency,
      pollingIntervalSeconds: 0.5,
      // Postponed runs announce nothing when their time has come.
      notifyPollingIntervalSeconds: 0.5,
      // A worker learns at a heartbeat that a job was cancelled, so heartbeats are frequent.
      heartbeatRefreshSeconds: 2,
      includeMetadata: true,
    },
    async ([job]: JobWithMetadata<RunJob>[]) => {
      const { database, queue, lifetime } = consumer;
      // Others take what this worker may not begin any more.
      if (lifetime.runsLeft <= 0) return postpone(database, queue, job!, untilOtherSeconds);
      if (consumer.courses && (await leaveToOthers(consumer, consumer.courses, job!))) return;
      const place = lifetime.takeRun();
      let counts = false;
      let release: Awaited<ReturnType<typeof admitRun>> = null;
      try {
        release = await admitRun(consumer, job!);
        if (!release) return;
        place.begin();
        await superviseRun(consumer, job!);
        counts = true;
      } catch (error) {
        if (!(error instanceof SlotsReserved)) throw error;
        await holdBack(database, queue, job!, error.endsAt);
      } finally {
        release?.();
        place.leave(counts);
      }
    },
  );
}

/**
 * Takes runs from the dead letter queue: every worker that had one of them stopped answering. A run that stored a
 * checkpoint in the meantime gets a new job. The others fail with WORKER_LOST.
 */
export async function consumeLostRuns({
  database,
  queue,
  log,
}: Pick<Consumer, 'database' | 'queue' | 'log'>): Promise<void> {
  await queue.work<RunJob>(lostRunsQueue, { pollingIntervalSeconds: 2 }, async ([job]) => {
    const { runId } = runJobSchema.parse(job!.data);
    const run = await database.run.findUnique({
      where: { id: runId },
      select: { attempt: true, attemptsSinceCheckpoint: true, _count: { select: { checkpoints: true } } },
    });
    if (!run) return;
    const claim = { runId, attempt: run.attempt };
    if (run._count.checkpoints > 0 && run.attemptsSinceCheckpoint < attemptsWithoutCheckpoint) {
      log.warn({ runId }, 'its workers stopped answering; it goes on from its checkpoint');
      await requeueLost(database, queue, claim).catch(ignoreRunLost);
      return;
    }
    const message =
      `Expected a worker to finish the run, but ${attemptsWithoutCheckpoint} in a row stopped answering ` +
      'while they had it, without a new checkpoint';
    const failure = new RunFailure('WORKER_LOST', message);
    log.error({ runId }, failure.message);
    await failRun(database, claim, failure).catch(ignoreRunLost);
  });
}
