import type { Job } from 'pg-boss';
import { RunFailure } from '#contracts/runFailure';
import { maxRunSeconds, type RunJob, runJobSchema } from '#prisma/queue';
import { type Claim, claimRun } from '../claims/claim.ts';
import { failRun, RunLost } from '../claims/claimedRun.ts';
import type { Consumer } from './consumer.ts';
import { EngineCrash } from './engineCrash.ts';
import type { EngineInTurn } from './enginesInTurn.ts';
import { handBack } from './handBack.ts';
import { runInChild } from './runInChild.ts';

/**
 * Claims a run and sees it to its end in a child process. A run that crashes its engine is tried once more, on whatever
 * is next; the second crash ends it.
 */
export async function carryOut(
  { database, workerId, engines, stopping, ...consumer }: Consumer,
  job: Job<RunJob>,
): Promise<void> {
  const { runId } = runJobSchema.parse(job.data);
  const first = await claimRun(database, runId, workerId);
  if (!first) return;
  let claim: Claim = first;
  let log = consumer.log.child({ ...claim });
  log.info('claimed');
  const timeUp = AbortSignal.timeout(maxRunSeconds * 1000);
  const signal = AbortSignal.any([job.signal, stopping, timeUp]);
  try {
    const engine = engines.current();
    await train(engine).catch(async (error: unknown) => {
      const next =
        error instanceof EngineCrash && error.fault ? await engines.crashed(engine, error.fault, error.inOnnx) : null;
      if (!next) throw error;
      log.warn({ next: next.label, onnxRuledOut: next.onnxRuledOut }, (error as EngineCrash).message);
      claim = (await claimRun(database, runId, workerId)) ?? raise(new RunLost(claim));
      log = consumer.log.child({ ...claim });
      await train(next);
    });
    log.info('finished');
  } catch (error) {
    if (job.signal.aborted || error instanceof RunLost) log.info('cancelled, or taken by another worker');
    else if (error instanceof RunFailure) await fail(error);
    else if (stopping.aborted) await letGo();
    else if (timeUp.aborted)
      await fail(new RunFailure('TIMED_OUT', `Expected the run to end within ${maxRunSeconds / 3600} hours`));
    else throw error;
  } finally {
    consumer.onProgress(runId, null);
  }

  async function train({ name, reason, provenance, settings, onnxRuledOut }: EngineInTurn): Promise<void> {
    await runInChild(
      { ...consumer.order, claim, engine: { name, reason, speed: provenance.speed, onnxRuledOut } },
      {
        settings,
        signal,
        onProgress: (state) => consumer.onProgress(runId, state),
        onNotice: (message) => log.info(message),
      },
    );
  }

  async function letGo(): Promise<void> {
    await handBack(database, consumer.queue, claim).catch(ignoreLost);
    log.info('let go of');
  }

  async function fail(failure: RunFailure): Promise<void> {
    log.warn({ code: failure.code, detail: failure.cause }, failure.message);
    await failRun(database, claim, failure).catch(ignoreLost);
  }
}

function raise(error: Error): never {
  throw error;
}

/** A run that has ended or is another worker's by now needs nothing more from this one. */
function ignoreLost(error: unknown): void {
  if (!(error instanceof RunLost)) throw error;
}
