import type { JobWithMetadata } from 'pg-boss';
import { fromPrisma } from 'pg-boss';
import { previousStatuses } from '#contracts/runStatus';
import type { Database } from '#prisma/client';
import { type Queue, type RunJob, returnedPriority, runsQueue, sendRun } from '#prisma/queue';

/**
 * Gives a run that nobody has claimed a new job in place of the one that was fetched, for any worker to fetch in some
 * seconds: it keeps its turn, before all that have had none, and what it has used up of its tries. Does nothing when
 * the run is another job's by now, or has ended.
 */
export async function postpone(
  database: Database,
  queue: Queue,
  job: JobWithMetadata<RunJob>,
  seconds: number,
): Promise<void> {
  const { runId } = job.data;
  await database.$transaction(async (tx) => {
    // Writing the job again locks the run's row: nobody can cancel the run between this check and the commit.
    const { count } = await tx.run.updateMany({
      where: { id: runId, jobId: job.id, status: { in: previousStatuses('PREPARING') } },
      data: { jobId: job.id },
    });
    if (count === 0) return;
    const retryLimit = Math.max(0, job.retryLimit - job.retryCount);
    const jobId = await sendRun(queue, tx, { runId, priority: returnedPriority, startAfter: seconds, retryLimit });
    await tx.run.update({ where: { id: runId }, data: { jobId } });
    // It would be kept for days, and a run may be put off every few seconds.
    await queue.deleteJob(runsQueue, job.id, { db: fromPrisma(tx) });
  });
}
