import { type Database, Prisma, type Transaction } from './client.ts';

/**
 * Keeps this transaction's joins of runs with their jobs from going row by row. PostgreSQL's planner trusts counts that
 * are a minute old or older. When a thousand runs were submitted since, it would read all jobs once for each run.
 */
export async function joinByHash(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw(noNestedLoops);
}

/** The rows of one statement that joins runs with their jobs; see `joinByHash`. */
export async function readByHash<Row>(database: Database, statement: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await database.$transaction([
    database.$executeRaw(noNestedLoops),
    database.$queryRaw<Row[]>(statement),
  ]);
  return rows;
}

const noNestedLoops = Prisma.sql`SET LOCAL enable_nestloop = off`;
