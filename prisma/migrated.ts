import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isPassing } from './persist.ts';

/** How the migrations of a database and those of these sources differ; both lists are empty where they are the same. */
export interface MigrationsCompared {
  /** Names that the database lacks. Undefined: it was never prepared, or its preparation has not ended. */
  missing: string[] | undefined;
  /** Names that a newer version has applied. */
  newer: string[];
}

/** PostgreSQL's codes for a table that does not exist, and for one that this role may not read. */
const unpreparedCodes = ['42P01', '42501'];

/** Reads it under the programs' role. What else the database says is thrown. */
export async function compareMigrations(databaseUrl: string): Promise<MigrationsCompared> {
  const entries = await readdir(new URL('./migrations/', import.meta.url), { withFileTypes: true });
  const known = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  const schema = await readFile(new URL('./schema.prisma', import.meta.url), 'utf8');
  const tables = Array.from(schema.matchAll(/@@map\("(\w+)"\)/g), ([, name]) => name);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Rights are given last of all, when a database is prepared. Tables of others are nobody's business here.
    const { rows } = await client.query<{ applied: string[]; mayRead: boolean }>(
      `SELECT array_agg(migration_name::text) AS applied,
        (SELECT bool_and(has_table_privilege(oid, 'SELECT')) FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1)) AS "mayRead"
      FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      [tables],
    );
    const applied = new Set(rows[0]!.applied ?? []);
    return {
      missing: rows[0]!.mayRead ? [...known].filter((name) => !applied.has(name)) : undefined,
      newer: [...applied].filter((name) => !known.has(name)),
    };
  } catch (error) {
    if (!unpreparedCodes.includes((error as pg.DatabaseError).code ?? '')) throw error;
    return { missing: undefined, newer: [] };
  } finally {
    await client.end();
  }
}

const lookEveryMs = 2000;

/**
 * Waits until somebody has brought the database up to what these sources need, also while it does not answer. Answers
 * what a newer version has applied. `onWait` is called once, before it waits.
 */
export async function untilMigrated(databaseUrl: string, onWait: (why: string) => void): Promise<string[]> {
  for (let looks = 0; ; looks++) {
    const compared = await compareMigrations(databaseUrl).catch((error: Error) => {
      if (!isPassing(error)) throw error;
      return error;
    });
    if (!(compared instanceof Error) && compared.missing?.length === 0) return compared.newer;
    if (looks === 0)
      onWait(compared instanceof Error ? compared.message : (compared.missing?.join(', ') ?? 'it is not prepared'));
    await sleep(lookEveryMs);
  }
}
