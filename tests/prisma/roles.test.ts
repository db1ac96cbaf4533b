import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '#prisma/postgres';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function query(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

const refused = { code: '42501' };

test.each([
  ['make a table', 'CREATE TABLE loot (a int)'],
  ['make a schema', 'CREATE SCHEMA loot'],
  ['make a function', "CREATE FUNCTION loot() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
  ['change a table', 'ALTER TABLE run ADD COLUMN loot int'],
  ['drop a table', 'DROP TABLE audit_entry'],
  ['empty a table without its triggers', 'TRUNCATE run CASCADE'],
  ['change the history of migrations', 'DELETE FROM _prisma_migrations'],
  ['change the queue', 'ALTER TABLE pgboss.job ADD COLUMN loot int'],
  ['make a role', 'CREATE ROLE loot SUPERUSER LOGIN'],
  ['make itself superuser', 'ALTER ROLE CURRENT_USER SUPERUSER'],
  ['become the superuser', 'SET ROLE postgres'],
  ['make a database', 'CREATE DATABASE loot'],
  ['change the server', "ALTER SYSTEM SET log_statement = 'all'"],
  ['run a program', "COPY (SELECT 1) TO PROGRAM 'id'"],
  ['write a file', "COPY (SELECT 1) TO '/tmp/loot'"],
  ['read a file of the server', "SELECT pg_read_file('postmaster.pid')"],
  ['read a file by COPY', "COPY run FROM '/etc/passwd'"],
  ['list a folder', "SELECT pg_ls_dir('.')"],
  ['read passwords', 'SELECT rolpassword FROM pg_authid'],
  ['look away from foreign keys', 'SET session_replication_role = replica'],
])('the programs’ role cannot %s', async (_, statement) => {
  await expect(query(database.url, statement)).rejects.toMatchObject(refused);
});

test('the programs’ role reads and writes rows', async () => {
  await query(
    database.url,
    `INSERT INTO "user" (id, name, email, "updatedAt") VALUES ('a', 'Ada', 'ada@x.org', now())`,
  );
  expect(await query(database.url, `UPDATE "user" SET name = 'B' WHERE id = 'a'`, `SELECT name FROM "user"`)).toEqual([
    { name: 'B' },
  ]);
});

test('what the programs’ role was given beyond rows is taken back at the next start', async () => {
  const { url, ownerUrl } = database;
  const make = 'CREATE TABLE loot (a int)';
  await query(
    ownerUrl,
    'GRANT CREATE ON SCHEMA public TO PUBLIC',
    'GRANT CREATE ON SCHEMA public, pgboss TO downstream',
  );
  await query(url, make, 'DROP TABLE loot');
  await prepareDatabase({ url, ownerUrl });
  await expect(query(url, make)).rejects.toMatchObject(refused);
  await expect(query(url, 'CREATE TABLE pgboss.loot (a int)')).rejects.toMatchObject(refused);
});

test('a data directory of an older version, where one role did all, gets its role when it is opened', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'downstream-roles-'));
  await chmod(directory, 0o755);
  const options = { directory: join(directory, 'postgres'), durable: false };
  try {
    const old = await startPostgres(options);
    await prepareDatabase({ url: old.ownerUrl, ownerUrl: old.ownerUrl });
    await expect(query(old.url, 'SELECT 1 FROM run')).rejects.toMatchObject(refused);
    await query(old.ownerUrl, 'DROP ROLE downstream');
    await old.stop();

    const upgraded = await startPostgres(options);
    await prepareDatabase(upgraded);
    expect(await query(upgraded.url, 'SELECT 1 FROM run')).toEqual([]);
    await expect(query(upgraded.url, 'DROP TABLE run')).rejects.toMatchObject(refused);
    await upgraded.stop();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
