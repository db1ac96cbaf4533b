import { previousStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import { type Database, Prisma, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireSlot } from '../reservations/slots.ts';

/**
 * A worker's hold on a run. `attempt` is a fencing token: each claim of a run has a greater one, and a write with an
 * older one is refused (`claimedRun.ts`).
 */
export interface Claim {
  runId: string;
  attempt: number;
}

/**
 * How many attempts in a row may be lost without a new checkpoint, with their worker or with the process that trains.
 * Then the run fails. A run that stores checkpoints is never given up.
 */
export const attemptsWithoutCheckpoint = 4;

/**
 * Claims a run for a worker. The claim counts as an attempt without a checkpoint until it stores one or is handed back.
 * That way the count survives the worker's death. Epochs after the run's newest checkpoint are deleted; a run without a
 * checkpoint starts over. Returns null when the run has already ended (a job may be delivered twice) or was deleted.
 * Throws SlotsReserved when the run waits and the free slots are reserved for another course.
 */
export async function claimRun(database: Database, runId: string, workerId: string): Promise<Claim | null> {
  return database.$transaction(async (tx) => {
    await requireSlot(tx, runId);
    const [run] = await tx.run.updateManyAndReturn({
      where: { id: runId, status: { in: previousStatuses('PREPARING') } },
      data: {
        status: 'PREPARING',
        attempt: { increment: 1 },
        attemptsSinceCheckpoint: { increment: 1 },
        workerId,
        progress: Prisma.DbNull,
      },
      select: { attempt: true },
    });
    if (!run) return null;
    // By the database's clock, as all that counts the run's seconds. An attempt that was lost counts none.
    await tx.$executeRaw`UPDATE run SET "claimedAt" = now() AT TIME ZONE 'UTC' WHERE id = ${runId}`;
    // Read after the update: from here on the previous attempt can no longer store a checkpoint.
    const checkpoint = await newestCheckpoint(tx, runId);
    if (checkpoint) await tx.epoch.deleteMany({ where: { run: { id: runId }, epoch: { gt: checkpoint.epoch } } });
    else await resetRun(tx, runId);
    await announce(tx, { runId });
    return { runId, attempt: run.attempt };
  });
}

/** Attempts since the run's newest checkpoint, with the one that stored it; 0 when the run was deleted. */
export async function countAttempts(database: Database, runId: string): Promise<number> {
  const run = await database.run.findUnique({ where: { id: runId }, select: { attemptsSinceCheckpoint: true } });
  return run?.attemptsSinceCheckpoint ?? 0;
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
      startedAt: databaseNow(),
      engine: null,
      environment: Prisma.DbNull,
      weightsHash: null,
      totalParams: null,
      trainableParams: null,
    },
  });
  await tx.epoch.deleteMany({ where: { run: { id: runId } } });
  await tx.checkpoint.updateMany({ where: { runId }, data: { storedAt: null } });
}
