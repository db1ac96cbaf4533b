import type { Job } from 'pg-boss';
import type { Logger } from 'pino';
import { maxRunSeconds, type RunJob, runJobSchema, runsQueue } from '#contracts/jobs';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import type { Queue } from '#prisma/queue';
import type { EngineChoice } from '../engine/engine.ts';
import { claimRun } from '../jobs/claim.ts';
import { failRun, RunLost } from '../jobs/claimedRun.ts';
import type { Order } from '../jobs/messages.ts';
import { handBack } from './handBack.ts';
import { runInChild } from './runInChild.ts';

export interface Consumer {
  database: Database;
  queue: Queue;
  workerId: string;
  engine: EngineChoice;
  /** Runs that are trained at once. */
  concurrency: number;
  order: Omit<Order, 'claim' | 'engine'>;
  log: Logger;
  /** Aborted when the worker stops: its runs are let go of and wait for another worker. */
  stopping: AbortSignal;
  onProgress(runId: string, state: RunProgressState | null): void;
}

/** Takes runs from the queue and carries them out, until the queue is stopped. */
export async function consumeRuns(consumer: Consumer): Promise<void> {
  await consumer.queue.work<RunJob>(
    runsQueue,
    // The heartbeat is also how a worker hears of a cancelled job, so it beats often.
    { localConcurrency: consumer.concurrency, pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([job]) => carryOut(consumer, job!),
  );
}

async function carryOut({ database, workerId, engine, stopping, ...consumer }: Consumer, job: Job<RunJob>): Promise<void> {
  const { runId } = runJobSchema.parse(job.data);
  const claim = await claimRun(database, runId, workerId);
  if (!claim) return;
  const log = consumer.log.child({ ...claim });
  log.info('claimed');
  const timeUp = AbortSignal.timeout(maxRunSeconds * 1000);
  try {
    await runInChild(
      { ...consumer.order, claim, engine: { name: engine.name, reason: engine.reason, speed: engine.environment.speed } },
      {
        settings: engine.settings,
        signal: AbortSignal.any([job.signal, stopping, timeUp]),
        onProgress: (state) => consumer.onProgress(runId, state),
      },
    );
    log.info('finished');
  } catch (error) {
    if (job.signal.aborted || error instanceof RunLost) log.info('cancelled, or taken by another worker');
    else if (error instanceof RunFailure) await fail(error);
    else if (stopping.aborted) await letGo();
    else if (timeUp.aborted) await fail(new RunFailure('TIMED_OUT', `Expected the run to end within ${maxRunSeconds / 3600} hours`));
    else throw error;
  } finally {
    consumer.onProgress(runId, null);
  }

  async function letGo(): Promise<void> {
    await handBack(database, consumer.queue, claim!).catch(ignoreLost);
    log.info('let go of');
  }

  async function fail(failure: RunFailure): Promise<void> {
    log.warn({ code: failure.code, detail: failure.cause }, failure.message);
    await failRun(database, claim!, failure).catch(ignoreLost);
  }
}

/** A run that has ended or is another worker's by now needs nothing more from this one. */
function ignoreLost(error: unknown): void {
  if (!(error instanceof RunLost)) throw error;
}
