import { fromPrisma, type JobWithMetadata } from 'pg-boss';
import { previousStatuses } from '#contracts/runStatus';
import type { Database, Transaction } from '#prisma/client';
import { type Queue, type RunDelivery, type RunJob, returnedPriority, runsQueue, sendRun } from '#prisma/queue';
import type { Claim } from '../claims/claim.ts';
import { replaceJob } from '../claims/claimedRun.ts';

// How a run goes back to the queue: with a new job, so that the old job can complete and does not count as a retry.

/**
 * Hands a claimed run back, for any worker to resume at once, or after some seconds. Throws RunLost when the claim no
 * longer holds.
 */
export async function handBack(database: Database, queue: Queue, claim: Claim, startAfter = 0): Promise<void> {
  await replaceJob(
    database,
    claim,
    (transaction) => sendRun(queue, transaction, { runId: claim.runId, priority: returnedPriority, startAfter }),
    -1,
  );
}

/**
 * Gives a run whose workers were all lost a new job. Its attempts stay counted, so that a run that nobody can hold long
 * enough to claim it ends too. Throws RunLost when the run has ended or was claimed again.
 */
export async function requeueLost(database: Database, queue: Queue, claim: Claim): Promise<void> {
  await replaceJob(
    database,
    claim,
    (transaction) => sendRun(queue, transaction, { runId: claim.runId, priority: returnedPriority }),
    1,
  );
}

/**
 * Postpones a run whose job was fetched but that is not claimed: any worker may fetch it again after some seconds. The
 * new job goes before runs that were never fetched and keeps the retries that are left. Does nothing when the run has a
 * different job by now, or has ended.
 */
export async function postpone(
  database: Database,
  queue: Queue,
  job: JobWithMetadata<RunJob>,
  seconds: number,
): Promise<void> {
  await replaceFetched(database, queue, job, { priority: returnedPriority, startAfter: seconds });
}

/**
 * Holds back a run whose job was fetched while the free slots are another course's, until that reservation ends. The
 * run keeps its place in the queue; a worker that sees a free slot before that lets it go.
 */
export async function holdBack(
  database: Database,
  queue: Queue,
  job: JobWithMetadata<RunJob>,
  until: Date,
): Promise<void> {
  const { priority, createdOn } = job;
  await replaceFetched(database, queue, job, { priority, startAfter: until }, async (tx, jobId) => {
    await tx.$executeRaw`
      UPDATE pgboss.job SET created_on = ${createdOn.toISOString()}::timestamptz
      WHERE name = ${runsQueue} AND id = ${jobId}::uuid`;
  });
}

async function replaceFetched(
  database: Database,
  queue: Queue,
  job: JobWithMetadata<RunJob>,
  delivery: RunDelivery,
  also?: (tx: Transaction, jobId: string) => Promise<void>,
): Promise<void> {
  const { runId } = job.data;
  await database.$transaction(async (tx) => {
    // Writing the same job again locks the run's row: no one can cancel the run between this check and the commit.
    const { count } = await tx.run.updateMany({
      where: { id: runId, jobId: job.id, status: { in: previousStatuses('PREPARING') } },
      data: { jobId: job.id },
    });
    if (count === 0) return;
    const retryLimit = Math.max(0, job.retryLimit - job.retryCount);
    const jobId = await sendRun(queue, tx, { runId, ...delivery, retryLimit });
    await tx.run.update({ where: { id: runId }, data: { jobId } });
    await also?.(tx, jobId);
    // A run may be postponed every few seconds, and pg-boss would keep each completed job for days.
    await queue.deleteJob(runsQueue, job.id, { db: fromPrisma(tx) });
  });
}
