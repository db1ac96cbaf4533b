import { previousStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import { type Database, Prisma } from '#prisma/client';
import { forgetAttempts } from './forgetAttempts.ts';
import { newestCheckpoint } from './newestCheckpoint.ts';

/**
 * A worker's hold on a run. Whoever claims the run later has a greater attempt, and this claim's writes change nothing
 * any more.
 */
export interface Claim {
  runId: string;
  attempt: number;
}

/**
 * Claims a run for a worker. What an earlier attempt wrote after the run's last checkpoint is gone; without one the run
 * starts anew. Null when the run has ended already (a job may be delivered twice) or is not there any more.
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
    // Only now, when the attempt before cannot store one any more.
    const checkpoint = await newestCheckpoint(tx, runId);
    if (checkpoint) await tx.epoch.deleteMany({ where: { runId, epoch: { gt: checkpoint.epoch } } });
    else await forgetAttempts(tx, runId);
    await announce(tx, { runId });
    return { runId, attempt: run.attempt };
  });
}
