import type { Database, Transaction } from '#prisma/client';

/** Which of a run's checkpoints comes first: that of the later attempt, and there of the later epoch. */
export const newestFirst = [{ attempt: 'desc' as const }, { epoch: 'desc' as const }];

/** The row of the checkpoint from which a run goes on; null when it has none. */
export function newestCheckpoint(database: Database | Transaction, runId: string) {
  return database.checkpoint.findFirst({ where: { runId, storedAt: { not: null } }, orderBy: newestFirst });
}
