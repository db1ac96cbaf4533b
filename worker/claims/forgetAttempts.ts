import { Prisma, type Transaction } from '#prisma/client';

/**
 * Makes a run that is held as it was before its first attempt, but for the count of attempts. What it had of
 * checkpoints is of no use any more.
 */
export async function forgetAttempts(tx: Transaction, runId: string): Promise<void> {
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
