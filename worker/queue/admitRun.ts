import type { JobWithMetadata } from 'pg-boss';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import { type RunJob, runJobSchema } from '#prisma/queue';
import { claimRun } from '../claims/claim.ts';
import { failRun } from '../claims/claimedRun.ts';
import type { Consumer } from './consumer.ts';
import { memoryNeeded } from './memoryNeeded.ts';
import { postpone } from './postpone.ts';
import { isPresent } from './presence.ts';

/**
 * When a run is delivered again: memory is free once another run has ended; another worker may be free at any moment.
 */
const untilFreeSeconds = 10;
const untilOtherSeconds = 2;

/**
 * Takes the memory that a run may need, and answers what gives it back. Null when the run is not to be begun here and
 * now: it goes back to the queue while other runs have the memory, or when another worker has more; where it can never
 * fit, it fails with OUT_OF_MEMORY.
 */
export async function admitRun(
  { database, queue, workerId, memory, engines, log }: Consumer,
  job: JobWithMetadata<RunJob>,
): Promise<(() => void) | null> {
  const { runId } = runJobSchema.parse(job.data);
  const bytes = await memoryNeeded(database, runId, engines.current().name);
  const fits = bytes <= memory.total;
  if (fits) {
    const release = memory.take(runId, bytes);
    if (release) return release;
  } else if (!(await otherHas(database, workerId, bytes))) {
    const failure = new RunFailure('OUT_OF_MEMORY', cannotFit(bytes, memory.total));
    log.warn({ runId, code: failure.code }, failure.message);
    const claim = await claimRun(database, runId, workerId);
    if (claim) await failRun(database, claim, failure);
    return null;
  }
  await postpone(database, queue, job, fits ? untilFreeSeconds : untilOtherSeconds);
  log.debug({ runId, bytes }, 'put off: its memory is not free');
  return null;
}

async function otherHas(database: Database, workerId: string, bytes: number): Promise<boolean> {
  const where = { ...isPresent(), id: { not: workerId }, memoryMb: { gte: Math.ceil(bytes / 1e6) } };
  return (await database.worker.count({ where })) > 0;
}

function cannotFit(bytes: number, total: number): string {
  const gigabytes = (count: number) => `${(count / 1e9).toFixed(1)} GB`;
  return (
    `Expected the run to fit into the ${gigabytes(total)} of memory that the worker has for runs, but it may need ${gigabytes(bytes)}; ` +
    'a smaller batch size, input or head takes less, and so does freezing more layers'
  );
}
