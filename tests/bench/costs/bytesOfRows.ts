import type { Database } from '#prisma/client';

/** How often each row is copied, so that the last page of an index does not count. */
const copies = 200;

interface Copied {
  table: string;
  /** What makes each copy another row, for `n` from 1. */
  changed: Record<string, string>;
}

const copied: Copied[] = [
  { table: 'run', changed: { id: `gen_random_uuid()::text`, number: `number + 1000000 * n` } },
  { table: 'epoch', changed: { runNumber: `"runNumber" + 1000000 * n` } },
  { table: 'evaluation', changed: { runId: `gen_random_uuid()::text` } },
  { table: 'checkpoint', changed: { address: `gen_random_uuid()::text` } },
  { table: 'pgboss.job_common', changed: { id: `gen_random_uuid()` } },
];

export interface BytesOfRow {
  table: string;
  /** How many were there, and how many the bytes are of. */
  found: number;
  rows: number;
  bytes: number;
  bytesOfIndexes: number;
}

/**
 * What a row takes that the API and workers have written, with its indexes: each is copied many times into a table like
 * its own, which is gone with the transaction.
 */
export async function bytesOfRows(database: Database): Promise<BytesOfRow[]> {
  const results: BytesOfRow[] = [];
  for (const { table, changed } of copied)
    await database.$transaction(
      async (transaction) => {
        const columns = await transaction.$queryRawUnsafe<{ name: string; written: boolean }[]>(
          `SELECT attname AS name, attgenerated = '' AS written FROM pg_attribute
             WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped`,
        );
        const names = columns.filter(({ written }) => written).map(({ name }) => name);
        const list = names.map((name) => `"${name}"`).join(', ');
        const values = names.map((name) => changed[name] ?? `"${name}"`).join(', ');
        await transaction.$executeRawUnsafe(`CREATE TEMPORARY TABLE copy (LIKE ${table} INCLUDING ALL) ON COMMIT DROP`);
        await transaction.$executeRawUnsafe(
          `INSERT INTO copy (${list}) SELECT ${values} FROM ${table}, generate_series(1, ${copies}) AS n`,
        );
        const [size] = await transaction.$queryRawUnsafe<[{ rows: number; all: number; indexes: number }]>(
          `SELECT (SELECT count(*) FROM copy)::float8 AS rows, pg_total_relation_size('copy')::float8 AS "all",
               pg_indexes_size('copy')::float8 AS indexes`,
        );
        const { rows, all, indexes } = size;
        if (rows === 0) return;
        const each = (bytes: number) => Math.round(bytes / rows);
        results.push({ table, found: rows / copies, rows, bytes: each(all), bytesOfIndexes: each(indexes) });
      },
      { timeout: 300_000 },
    );
  return results;
}
