import { z } from 'zod';
import { type Database, Prisma, type Transaction } from './client.ts';

/**
 * The PostgreSQL channel on which a change of a run is announced to every server: `NOTIFY run_progress, '{"runId":
 * …}'`.
 */
export const progressChannel = 'run_progress';

/** What is announced. `epoch` is there when an Epoch row was written; everything else is read from the run's row. */
export const progressNoticeSchema = z.strictObject({ runId: z.uuid(), epoch: z.int().positive().optional() });
export type ProgressNotice = z.infer<typeof progressNoticeSchema>;

/** Tells every server that a run changed. A transaction sends it when it commits, or not at all. */
export async function announce(database: Database | Transaction, notice: ProgressNotice): Promise<void> {
  await database.$queryRaw`SELECT ${announcement(notice)}`;
}

/** The same as part of a statement. */
export function announcement(notice: ProgressNotice): Prisma.Sql {
  return Prisma.sql`pg_notify(${progressChannel}, ${JSON.stringify(notice)})::text`;
}
