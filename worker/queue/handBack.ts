import type { Database } from '#prisma/client';
import { type Queue, returnedPriority, sendRun } from '#prisma/queue';
import type { Claim } from '../claims/claim.ts';
import { replaceJob } from '../claims/claimedRun.ts';

/**
 * Gives a claimed run a new job, so that another worker goes on with it at once, and the old job can end well: letting
 * go on purpose is no loss, and must not count as one of the job's tries. Throws RunLost when the claim does not hold
 * any more.
 */
export async function handBack(database: Database, queue: Queue, claim: Claim): Promise<void> {
  await replaceJob(database, claim, (transaction) =>
    sendRun(queue, transaction, { runId: claim.runId, priority: returnedPriority }),
  );
}
