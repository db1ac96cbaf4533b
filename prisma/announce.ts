import { type ProgressNotice, progressChannel } from '#contracts/progress';
import { type Database, Prisma, type Transaction } from './client.ts';

/** Tells every server that a run changed. A transaction sends it when it commits, or not at all. */
export async function announce(database: Database | Transaction, notice: ProgressNotice): Promise<void> {
  await database.$queryRaw`SELECT ${announcement(notice)}`;
}

/** The same as part of a statement. */
export function announcement(notice: ProgressNotice): Prisma.Sql {
  return Prisma.sql`pg_notify(${progressChannel}, ${JSON.stringify(notice)})::text`;
}
