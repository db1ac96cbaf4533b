import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { migrate } from '#prisma/migrate';
import { withDatabase } from '../setup/postgres.ts';

const epochsEach = 100;
/** The first migration after which epochs no longer name their run by its id. */
const numbering = '20261129201000_numbers_of_runs';

/** What a row of epochs took, with its index, before and after. */
export interface RowBytes {
  before: number;
  after: number;
}

/**
 * Brings a database of `rows` epochs over to numbered runs, while somebody reads them all the time. Expects that every
 * history is as it was, and that nobody was refused before the old table went.
 */
export async function upgradeEpochs(name: string, rows: number): Promise<RowBytes> {
  const administrator = new pg.Client({ connectionString: inject('postgres').ownerUrl });
  await administrator.connect();
  await administrator.query(`CREATE DATABASE ${name}`);
  const url = withDatabase(inject('postgres').ownerUrl, name);
  const [client, reader] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  try {
    await migrate(url, await earlierMigrations());
    await client.connect();
    await reader.connect();
    await fill(client, rows / epochsEach);
    const [old, bytesBefore] = [await histories(client, `"runId"`), await bytesOfRow(client, rows)];

    let reads = 0;
    let slowestMs = 0;
    const upgrading = migrate(url);
    let isUpgraded = false;
    const done = upgrading.finally(() => {
      isUpgraded = true;
    });
    while (!isUpgraded) {
      const begun = performance.now();
      // The site's question; the last one may come after the change and is refused then.
      const answer = await reader
        .query(`SELECT count(*)::int AS count FROM epoch WHERE "runId" = (SELECT min(id) FROM run)`)
        .catch((error: Error) => error);
      if (answer instanceof Error) {
        expect(answer.message).toContain('runId');
        break;
      }
      expect(answer.rows).toEqual([{ count: epochsEach }]);
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      reads += 1;
    }
    await done;
    expect(reads).toBeGreaterThan(0);
    console.info(`${reads} reads while ${rows} epochs were rewritten, the slowest took ${Math.round(slowestMs)} ms`);

    expect(await histories(client, `(SELECT id FROM run WHERE number = "runNumber")`)).toEqual(old);
    await client.query('VACUUM ANALYZE epoch');
    return { before: bytesBefore, after: await bytesOfRow(client, rows) };
  } finally {
    await client.end();
    await reader.end();
    await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await administrator.end();
  }
}

async function earlierMigrations(): Promise<string[]> {
  const names = await readdir(new URL('../../prisma/migrations', import.meta.url));
  return names.filter((name) => /^\d/.test(name) && name < numbering).sort();
}

async function fill(client: pg.Client, runs: number): Promise<void> {
  // Courses and students have no part in it.
  await client.query(`SET session_replication_role = replica`);
  await client.query(
    `INSERT INTO run (id, "assignmentId", "studentId", recipe, "recipeHash")
     SELECT gen_random_uuid()::text, 'assignment', 'student', '{}', 'hash' FROM generate_series(1, $1::int)`,
    [runs],
  );
  await client.query(
    `INSERT INTO epoch ("runId", epoch, loss, acc, "valLoss", "valAcc", "learningRate", seconds, "finishedAt")
     SELECT id, epoch, random(), random(), random(), CASE WHEN epoch > 3 THEN random() END, 0.001, random(),
       '2026-01-01'::timestamp + random() * interval '1 day'
     FROM run, generate_series(1, $1::int) AS epoch`,
    [epochsEach],
  );
  await client.query('VACUUM ANALYZE epoch');
}

/** One hash of all histories, with every digit that stays. */
async function histories(client: pg.Client, runId: string): Promise<unknown> {
  const { rows } = await client.query(`
    SELECT count(*)::int AS runs, md5(string_agg(history, ',' ORDER BY id)) AS hash FROM (
      SELECT ${runId} AS id, md5(string_agg(concat_ws(' ', epoch, loss, acc, "valLoss", "valAcc", "learningRate"::real,
        seconds::real, "finishedAt"), ',' ORDER BY epoch)) AS history
      FROM epoch GROUP BY 1
    ) AS each`);
  return rows[0];
}

async function bytesOfRow(client: pg.Client, rows: number): Promise<number> {
  const { rows: sizes } = await client.query<{ bytes: number }>(
    `SELECT pg_total_relation_size('epoch')::float8 AS bytes`,
  );
  return sizes[0]!.bytes / rows;
}
