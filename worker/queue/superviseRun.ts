import type { Job } from 'pg-boss';
import type { Logger } from 'pino';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import { maxRunSeconds, type Queue, type RunJob, runJobSchema } from '#prisma/queue';
import type { ChildSettings } from '../child/messages.ts';
import { claimRun } from '../claims/claim.ts';
import { failRun, ignoreRunLost, RunLost } from '../claims/claimedRun.ts';
import type { EngineFallback, RunEngine } from './engineFallback.ts';
import { handBack } from './returnRun.ts';
import { EngineCrash, runInChild } from './runInChild.ts';

export interface Supervision {
  database: Database;
  queue: Queue;
  workerId: string;
  engines: EngineFallback;
  childSettings: ChildSettings;
  log: Logger;
  /** Aborts when the worker stops: its runs are handed back for another worker to resume. */
  stopping: AbortSignal;
  /** Is called with the progress of the run, and with null when the run leaves this worker. */
  onProgress(runId: string, state: RunProgressState | null): void;
}

/**
 * Claims a run, has it trained in a child process, and records how it ended. A run that crashes its engine gets a
 * second try on the engine that comes next; a second crash ends it.
 */
export async function superviseRun(
  { database, queue, workerId, engines, childSettings, stopping, onProgress, ...supervision }: Supervision,
  job: Job<RunJob>,
): Promise<void> {
  const { runId } = runJobSchema.parse(job.data);
  const first = await claimRun(database, runId, workerId);
  if (!first) return;
  let claim = first;
  let log = supervision.log.child({ ...claim });
  log.info('claimed');
  const timeUp = AbortSignal.timeout(maxRunSeconds * 1000);
  const signal = AbortSignal.any([job.signal, stopping, timeUp]);
  try {
    await trainWithSecondTry(engines.current());
    log.info('finished');
  } catch (error) {
    if (job.signal.aborted || error instanceof RunLost) log.info('lost: cancelled, or claimed by another worker');
    else if (error instanceof RunFailure) await fail(error);
    else if (stopping.aborted) {
      await handBack(database, queue, claim).catch(ignoreRunLost);
      log.info('handed back to the queue');
    } else if (timeUp.aborted)
      await fail(new RunFailure('TIMED_OUT', `Expected the run to end within ${maxRunSeconds / 3600} hours`));
    else throw error;
  } finally {
    onProgress(runId, null);
  }

  async function trainWithSecondTry(engine: RunEngine): Promise<void> {
    try {
      await trainOn(engine);
    } catch (error) {
      if (!(error instanceof EngineCrash && error.fault)) throw error;
      const next = await engines.crashed(engine, error.fault, error.inOnnx);
      if (!next) throw error;
      log.warn({ next: next.label, onnxRuledOut: next.onnxRuledOut }, error.message);
      const second = await claimRun(database, runId, workerId);
      if (!second) throw new RunLost(claim);
      claim = second;
      log = supervision.log.child({ ...claim });
      await trainOn(next);
    }
  }

  async function trainOn({ name, reason, provenance, settings, onnxRuledOut }: RunEngine): Promise<void> {
    await runInChild(
      { ...childSettings, claim, engine: { name, reason, speed: provenance.speed, onnxRuledOut } },
      {
        settings,
        signal,
        onProgress: (state) => onProgress(runId, state),
        onNotice: (message) => log.info(message),
      },
    );
  }

  async function fail(failure: RunFailure): Promise<void> {
    log.warn({ code: failure.code, detail: failure.cause }, failure.message);
    await failRun(database, claim, failure).catch(ignoreRunLost);
  }
}
