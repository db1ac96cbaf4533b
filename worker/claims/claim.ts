import { previousStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import { type Database, Prisma, type Transaction } from '#prisma/client';

/**
 * A worker's hold on a run. `attempt` is a fencing token: each claim of a run has a greater one, and a write with an
 * older one is refused (`claimedRun.ts`).
 */
export interface Claim {
  runId: string;
  attempt: number;
}

/**
 * Claims a run for a worker. Epochs after the run's newest checkpoint are deleted; a run without a checkpoint starts
 * over. Returns null when the run has already ended (a job may be delivered twice) or was deleted.
 */
export async function claimRun(database: Database, runId: string, workerId: string): Promise<Claim | null> {
  return database.$transaction(async (tx) => {
    const [run] = await tx.run.updateManyAndReturn({
      where: { id: runId, status: { in: previousStatuses('PREPARING') } },
      data: {
        status: 'PREPARING',
        attempt: { increment: 1 },
        workerId,
        progress: Prisma.DbNull,
      },
      select: { attempt: true },
    });
    if (!run) return null;
    // Read after the update: from here on the previous attempt can no longer store a checkpoint.
    const checkpoint = await newestCheckpoint(tx, runId);
    if (checkpoint) await tx.epoch.deleteMany({ where: { runId, epoch: { gt: checkpoint.epoch } } });
    else await resetRun(tx, runId);
    await announce(tx, { runId });
    return { runId, attempt: run.attempt };
  });
}

/** Sorts checkpoints: a later attempt before an earlier one, then a later epoch before an earlier one. */
export const newestFirst = [{ attempt: 'desc' as const }, { epoch: 'desc' as const }];

/** The row of the checkpoint from which a run resumes; null when the run has none. */
export function newestCheckpoint(database: Database | Transaction, runId: string) {
  return database.checkpoint.findFirst({ where: { runId, storedAt: { not: null } }, orderBy: newestFirst });
}

/**
 * Sets a claimed run back to its state before the first attempt; only the attempt number stays. Its checkpoints count
 * as not stored, so that no claim resumes from them.
 */
export async function resetRun(tx: Transaction, runId: string): Promise<void> {
  await tx.run.update({
    where: { id: runId },
    data: {
      startedAt: new Date(),
      engine: null,
      environment: Prisma.DbNull,
      weightsHash: null,
      totalParams: null,
      trainableParams: null,
    },
  });
  await tx.epoch.deleteMany({ where: { runId } });
  await tx.checkpoint.updateMany({ where: { runId }, data: { storedAt: null } });
}
