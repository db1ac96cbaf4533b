import { setTimeout } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import type { Logger } from 'pino';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import { maxRunSeconds, type Queue, type RunJob, runJobSchema } from '#prisma/queue';
import type { ChildSettings } from '../child/messages.ts';
import { attemptsWithoutCheckpoint, claimRun, countAttempts } from '../claims/claim.ts';
import { failRun, ignoreRunLost, RunLost } from '../claims/claimedRun.ts';
import type { EngineFallback, RunEngine } from './engineFallback.ts';
import { handBack } from './returnRun.ts';
import { ChildLost, RunWaits, runInChild } from './runInChild.ts';
import type { SilenceLimits } from './silence.ts';
import type { WarmChildren } from './warmChildren.ts';
import { watchBudget } from './watchBudget.ts';

export interface Supervision {
  database: Database;
  queue: Queue;
  workerId: string;
  engines: EngineFallback;
  childSettings: ChildSettings;
  /** Processes that wait for runs; absent: each run starts its own. */
  warm?: WarmChildren | undefined;
  log: Logger;
  /** Aborts when the worker stops: its runs are handed back for another worker to resume. */
  stopping: AbortSignal;
  /** How long a child process may make no progress; absent: `silenceLimits`. */
  silence?: SilenceLimits | undefined;
  /** Is called with how the run left this worker; `failure` is its code where it failed. */
  onOutcome?(outcome: RunOutcome, failure?: string): void;
  /** Is called with how a child process ended that was lost. */
  onChildLost?(end: string): void;
  /** Is called with the progress of the run, and with null when the run leaves this worker. */
  onProgress(runId: string, state: RunProgressState | null): void;
}

/** How a run leaves a worker: ended, given back to the queue, or taken by somebody else. */
export type RunOutcome = 'succeeded' | 'failed' | 'handed back' | 'lost';

/** The pause before the third attempt without a checkpoint; before the fourth it is twice as long. */
const pauseMs = 1000;
/** The pause before the second attempt where a disk was full; it grows with each further one. */
const fullDiskPauseMs = 60_000;

/** The pause before a run goes on, here or elsewhere, whose worker cannot use the store of files. */
const storePauseSeconds = 15;

/**
 * Claims a run, has it trained in a child process, and records how it ended. When the child process is lost, another
 * one continues from the checkpoint, up to four times without a new checkpoint. So it does where a disk was full, after
 * a while in which somebody may make room. A run that crashes its engine continues
 * on the engine that comes next; a second crash ends it. So does a budget that is used up.
 */
export async function superviseRun(
  {
    database,
    queue,
    workerId,
    engines,
    childSettings,
    warm,
    stopping,
    silence,
    onProgress,
    ...supervision
  }: Supervision,
  job: Job<RunJob>,
): Promise<void> {
  const { runId } = runJobSchema.parse(job.data);
  const first = await claimRun(database, runId, workerId);
  if (!first) return;
  let claim = first;
  let log = supervision.log.child({ ...claim });
  log.info('claimed');
  const timeUp = AbortSignal.timeout(maxRunSeconds * 1000);
  const budget = watchBudget(database, runId, (error) => log.warn({ err: error }, 'the budget was not read'));
  const signal = AbortSignal.any([job.signal, stopping, timeUp, budget.signal]);
  try {
    await trainToTheEnd(engines.current());
    log.info('finished');
    supervision.onOutcome?.('succeeded');
  } catch (error) {
    if (job.signal.aborted || error instanceof RunLost) {
      log.info('lost: cancelled, or claimed by another worker');
      supervision.onOutcome?.('lost');
    } else if (error instanceof RunFailure) await fail(error);
    else if (error instanceof RunWaits) {
      await handBack(database, queue, claim, storePauseSeconds).catch(ignoreRunLost);
      log.error({ seconds: storePauseSeconds }, `handed back to the queue: ${error.message}`);
      supervision.onOutcome?.('handed back');
    } else if (stopping.aborted) {
      await handBack(database, queue, claim).catch(ignoreRunLost);
      log.info('handed back to the queue');
      supervision.onOutcome?.('handed back');
    } else if (timeUp.aborted)
      await fail(new RunFailure('TIMED_OUT', `Expected the run to end within ${maxRunSeconds / 3600} hours`));
    else if (budget.signal.aborted) await fail(budget.signal.reason as RunFailure);
    else throw error;
  } finally {
    budget.stop();
    onProgress(runId, null);
  }

  async function trainToTheEnd(first: RunEngine): Promise<void> {
    let engine = first;
    let hasCrashed = false;
    for (;;) {
      try {
        return await trainOn(engine);
      } catch (error) {
        const isDiskFull = error instanceof RunFailure && error.code === 'DISK_FULL';
        if (!(error instanceof ChildLost || isDiskFull)) throw error;
        if (error instanceof ChildLost) supervision.onChildLost?.(error.end);
        const attempts = await countAttempts(database, runId);
        if (attempts >= attemptsWithoutCheckpoint) throw error;
        if (error instanceof ChildLost && error.fault) {
          if (hasCrashed) throw error;
          hasCrashed = true;
          engine = (await engines.crashed(engine, error.fault, error.inOnnx)) ?? engine;
        }
        log.warn(
          { engine: engine.label, onnxRuledOut: engine.onnxRuledOut, attempts },
          `${error.message}; trying again`,
        );
        const pause = isDiskFull ? attempts * fullDiskPauseMs : (attempts - 1) * pauseMs;
        await setTimeout(pause, undefined, { signal });
        const next = await claimRun(database, runId, workerId);
        if (!next) throw new RunLost(claim);
        claim = next;
        log = supervision.log.child({ ...claim });
      }
    }
  }

  async function trainOn({ name, reason, provenance, settings, onnxRuledOut }: RunEngine): Promise<void> {
    await runInChild(
      { ...childSettings, claim, engine: { name, reason, speed: provenance.speed, onnxRuledOut } },
      {
        settings,
        warm,
        signal,
        onProgress: (state) => onProgress(runId, state),
        silence,
        onNotice: (message) => log.info(message),
        onErrorOutput: (line) => log.warn({ stream: 'stderr' }, line),
      },
    );
  }

  async function fail(failure: RunFailure): Promise<void> {
    log.warn({ code: failure.code, detail: failure.cause }, failure.message);
    supervision.onOutcome?.('failed', failure.code);
    await failRun(database, claim, failure).catch(ignoreRunLost);
  }
}
