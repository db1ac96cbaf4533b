import { previousStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import { type Database, Prisma } from '#prisma/client';

/** A worker's hold on a run. Whoever claims the run later has a greater attempt, and this claim's writes change nothing any more. */
export interface Claim {
  runId: string;
  attempt: number;
}

/**
 * Claims a run for a worker: the run starts anew, and what an earlier attempt wrote is gone. Null when the run has ended already (a job
 * may be delivered twice) or is not there any more.
 */
export async function claimRun(database: Database, runId: string, workerId: string): Promise<Claim | null> {
  return database.$transaction(async (tx) => {
    const [run] = await tx.run.updateManyAndReturn({
      where: { id: runId, status: { in: previousStatuses('PREPARING') } },
      data: {
        status: 'PREPARING',
        attempt: { increment: 1 },
        workerId,
        startedAt: new Date(),
        engine: null,
        environment: Prisma.DbNull,
        weightsHash: null,
        totalParams: null,
        trainableParams: null,
        progress: Prisma.DbNull,
      },
      select: { attempt: true },
    });
    if (!run) return null;
    await tx.epoch.deleteMany({ where: { runId } });
    await announce(tx, { runId });
    return { runId, attempt: run.attempt };
  });
}
