import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort, startPostgres } from '#prisma/postgres';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { clientOf, dataOf, testSecret } from '../setup/api.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// One part alone, as containers start it.

let database: TestDatabase;
let home: string;
let started: ChildProcess[];
beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'downstream-part-'));
  started = [];
});
afterEach(async () => {
  for (const each of started) each.kill('SIGKILL');
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

/** Starts a command; `said` has what it said so far. */
function start(command: string[], settings: Record<string, string>) {
  const part = spawn(process.execPath, ['bin/downstream.ts', ...command], {
    env: { PATH: process.env.PATH, HOME: home, DATA_DIR: join(home, 'data'), ENGINE: 'wasm', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(part);
  const lines: string[] = [];
  for (const stream of [part.stdout, part.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)));
  return { part, said: () => lines.join(''), ended: once(part, 'exit') as Promise<[number | null, string | null]> };
}

const isWell = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  );
const patient = { timeout: 150_000 };
vi.setConfig({ testTimeout: 300_000 });

test('the API waits for the migration, names the first account, serves, and ends with 0', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const cluster = await startPostgres({ directory: join(home, 'postgres'), durable: false });
  const { part, said, ended } = start(['api'], {
    DATABASE_URL: cluster.url,
    AUTH_SECRET: testSecret,
    API_PORT: String(port),
    SITE_URL: 'https://downstream.school.edu',
  });
  try {
    await expect.poll(said, patient).toContain('waiting for the database: it is not prepared');
    expect(await isWell(`${url}/health/live`)).toBe(0);
    await prepareDatabase(cluster);
    await expect.poll(() => isWell(`${url}/health/ready`), patient).toBe(200);
    const token = firstAccountToken(testSecret);
    expect(said()).toContain(`First account: https://downstream.school.edu/sign-up?token=${token}`);
    expect(await dataOf(clientOf(url).query('{ me { id } }'))).toEqual({ me: null });
    // It is this process and no other that serves, so that signals reach it.
    part.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  } finally {
    part.kill('SIGKILL');
    await cluster.stop();
  }
});

test('the API waits for a server that is not there yet', async () => {
  const url = `postgresql://a@127.0.0.1:${await freePort()}/a`;
  const { part, said } = start(['api'], { DATABASE_URL: url, AUTH_SECRET: testSecret });
  await expect.poll(said, patient).toContain('waiting for the database: connect ECONNREFUSED');
  expect(part.exitCode).toBeNull();
});

test('the API names no first account where there is one', async () => {
  await asOwner(`INSERT INTO "user" (id, name, email, "updatedAt") VALUES ('a', 'Ada', 'ada@example.org', now())`);
  const port = await freePort();
  const { said } = start(['api'], { DATABASE_URL: database.url, AUTH_SECRET: testSecret, API_PORT: String(port) });
  await expect.poll(() => isWell(`http://127.0.0.1:${port}/health/ready`), patient).toBe(200);
  expect(said()).not.toContain('First account: ');
});

const asOwner = async (statement: string) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
const later = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ('later', '', '99990101000000_later', now(), 1)`;

test('a worker says that it lives, and ends when a newer version has migrated the database', async () => {
  const port = await freePort();
  const settings = {
    DATABASE_URL: database.url,
    WORKER_METRICS_PORT: String(port),
    KERAS_WEIGHTS_URL: 'http://[::1]:9',
  };
  const { said, ended } = start(['worker'], settings);
  await expect.poll(() => isWell(`http://127.0.0.1:${port}/health/live`), patient).toBe(200);
  await expect.poll(said, patient).toContain('worker ready');
  await asOwner(later);
  expect(await ended).toEqual([0, null]);
  expect(said()).toContain('"why":"a newer version has migrated the database"');

  const older = start(['worker'], settings);
  expect(await older.ended).toEqual([4, null]);
  expect(older.said()).toContain('DATABASE_NEWER: Expected a database of this version, received one with 99990101');
});

test('a worker that is newer than the database waits for the migration', async () => {
  const [{ migration_name: name }] = await query('SELECT migration_name FROM _prisma_migrations LIMIT 1');
  await asOwner(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${name}'`);
  const { part, said, ended } = start(['worker'], { DATABASE_URL: database.url, KERAS_WEIGHTS_URL: 'http://[::1]:9' });
  await expect.poll(said, patient).toContain(`waiting for the database: ${name}`);
  expect(await query('SELECT id FROM worker')).toEqual([]);
  // A table that somebody else keeps there holds nothing up.
  await asOwner('CREATE TABLE of_others (id int)');
  await asOwner(`UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = '${name}'`);
  await expect.poll(said, patient).toContain('worker ready');
  part.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

async function query(statement: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows as [Record<string, string>];
}

test.each([['api'], ['worker']])('%s says that it needs a database', async (part) => {
  const { said, ended } = start([part], { AUTH_SECRET: testSecret });
  expect(await ended).toEqual([4, null]);
  expect(said()).toContain('DATABASE_URL_MISSING: ');
});
