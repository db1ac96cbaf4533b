import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import type { EngineName } from '#contracts/provenance';
import { parseRecipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { estimateRunMemory } from '#learning';
import type { Database } from '#prisma/client';
import { type Queue, type RunJob, runJobSchema } from '#prisma/queue';
import { claimRun } from '../claims/claim.ts';
import { failRun } from '../claims/claimedRun.ts';
import { isPresent } from '../presence/presence.ts';
import type { EngineFallback } from './engineFallback.ts';
import type { MemoryBudget } from './memoryBudget.ts';
import { postpone } from './returnRun.ts';

export interface Admission {
  database: Database;
  queue: Queue;
  workerId: string;
  engines: Pick<EngineFallback, 'current'>;
  memory: MemoryBudget;
  log: Logger;
}

/** Seconds after which a postponed run is delivered again: when it waits for memory here, and for another worker. */
const untilFreeSeconds = 10;
export const untilOtherSeconds = 2;

/**
 * Reserves the memory that a run may need, and returns a function that releases it. Returns null when the run cannot
 * start here now: it is postponed while other runs use the memory, or when only another worker has enough. When no
 * worker has enough, the run fails with OUT_OF_MEMORY.
 */
export async function admitRun(
  { database, queue, workerId, engines, memory, log }: Admission,
  job: JobWithMetadata<RunJob>,
): Promise<(() => void) | null> {
  const { runId } = runJobSchema.parse(job.data);
  const bytes = await memoryNeeded(database, runId, engines.current().name);
  const fits = bytes <= memory.total;
  if (fits) {
    const release = memory.take(runId, bytes);
    if (release) return release;
  } else if (!(await anotherWorkerHas(database, workerId, bytes))) {
    const failure = new RunFailure('OUT_OF_MEMORY', cannotFit(bytes, memory.total));
    log.warn({ runId, code: failure.code }, failure.message);
    const claim = await claimRun(database, runId, workerId);
    if (claim) await failRun(database, claim, failure);
    return null;
  }
  await postpone(database, queue, job, fits ? untilFreeSeconds : untilOtherSeconds);
  log.debug({ runId, bytes }, 'postponed: not enough memory is free');
  return null;
}

/**
 * The bytes that a run may need on an engine. 0 when this is unknown: the run was deleted, or its recipe is from
 * another version.
 */
async function memoryNeeded(database: Database, runId: string, engine: EngineName): Promise<number> {
  const run = await database.run.findUnique({
    where: { id: runId },
    select: { recipe: true, assignment: { select: { datasetVersion: true } } },
  });
  const { recipe } = parseRecipe(run?.recipe);
  if (!run || !recipe) return 0;
  const { classNames, trainCount, validationCount, testCount } = run.assignment.datasetVersion;
  const images = { train: trainCount, validation: validationCount, test: testCount };
  return estimateRunMemory(recipe, { classes: classNames.length, images }, engine);
}

async function anotherWorkerHas(database: Database, workerId: string, bytes: number): Promise<boolean> {
  const where = { ...isPresent(), id: { not: workerId }, memoryMb: { gte: Math.ceil(bytes / 1e6) } };
  return (await database.worker.count({ where })) > 0;
}

function cannotFit(bytes: number, total: number): string {
  const gigabytes = (count: number) => `${(count / 1e9).toFixed(1)} GB`;
  return (
    `Expected the run to fit into the ${gigabytes(total)} of memory that the worker has for runs, ` +
    `but it may need ${gigabytes(bytes)}; ` +
    'a smaller batch size, input or head takes less, and so does freezing more layers'
  );
}
