import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { connect } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import type { DatabaseAddresses } from '#prisma/prepareDatabase';
import { testSecret } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { withDatabase } from '../setup/postgres.ts';
import { insertRun } from '../setup/runs.ts';
import { startS3, type TestS3, workerKeys } from '../setup/s3.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
let server: TestServer;
let classroom: Classroom;
let scratch: string;
let dataDirectory: string;
let empty: DatabaseAddresses;

beforeAll(async () => {
  server = await startTestServer();
  classroom = await openClassroom(server);
  scratch = await mkdtemp(join(tmpdir(), 'downstream-backup-'));
  dataDirectory = server.options.directories.objects.replace(/objects$/, '');
  const name = `restored_${process.pid}`;
  await query(inject('postgres').ownerUrl, `CREATE DATABASE ${name}`);
  const { url, ownerUrl } = inject('postgres');
  empty = { url: withDatabase(url, name), ownerUrl: withDatabase(ownerUrl, name) };
});
afterAll(async () => {
  await server.stop();
  await query(inject('postgres').ownerUrl, `DROP DATABASE IF EXISTS restored_${process.pid} WITH (FORCE)`);
  await rm(scratch, { recursive: true, force: true });
});

async function query<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

function command(
  name: string,
  folder: string,
  { url, ownerUrl }: DatabaseAddresses,
  directory: string,
  variables: Record<string, string> = {},
) {
  const addresses = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl };
  return run(process.execPath, [`bin/${name}.ts`, folder], {
    env: { ...process.env, ...addresses, DATA_DIR: directory, AUTH_SECRET: testSecret, ...variables },
  });
}

/** What every table of the project holds, as text. */
async function contents(url: string): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables)
    if (name !== '_prisma_migrations')
      all[name] = (
        await query<{ row: string }>(url, `SELECT t::text AS row FROM public."${name}" t ORDER BY t::text`)
      ).map(({ row }) => row);
  return all;
}

test('a backup of a site in use is restored into an empty place, and open runs wait in the queue again', async () => {
  const student = await classroom.student('Ada');
  const assignmentId = await classroom.assignment();
  const finished = await insertRun(server.database, {
    assignmentId,
    studentId: student.user.id,
    status: 'SUCCEEDED',
    finishedAt: new Date(),
    epochs: 5,
    evaluation: {},
  });
  const open = await insertRun(server.database, { assignmentId, studentId: student.user.id, status: 'TRAINING' });
  const queuedAt = new Date();
  const delivery = { event: 'run.ended', payload: {}, queuedAt };
  await server.database.webhook.create({
    data: {
      courseId: classroom.courseId,
      url: 'https://example.org/hook',
      secret: 'whsec_c2VjcmV0',
      events: ['run.ended'],
      deliveries: { create: [delivery, { ...delivery, deliveredAt: queuedAt }] },
    },
  });
  const address = await openObjectStore(server.options.directories.objects).put(Buffer.from('an object'));

  const folder = join(scratch, 'monday');
  const here = { url: server.databaseUrl, ownerUrl: server.ownerUrl };
  const { stdout } = await command('backup', folder, here, dataDirectory);
  expect(stdout).toMatch(/\d+ rows of \d+ tables, \d+ files of \d+ bytes/);
  expect(await readdir(scratch)).toEqual(['monday']);

  const restored = join(scratch, 'restored');
  await mkdir(restored);
  await command('restore', folder, empty, restored);
  const [before, after] = [await contents(server.databaseUrl), await contents(empty.url)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const name of Object.keys(before))
    if (name !== 'run' && name !== 'webhook_delivery') expect(after[name], name).toEqual(before[name]);
  expect(after.run).toHaveLength(before.run!.length);
  const objects = openObjectStore(join(restored, 'objects'));
  expect((await objects.get(address)).toString()).toBe('an object');
  expect(await readdir(join(restored, 'sealed'))).toEqual(await readdir(join(dataDirectory, 'sealed')));

  const [row] = await query<{ status: string; jobId: string }>(
    empty.url,
    `SELECT status, "jobId" FROM run WHERE id = '${open.id}'`,
  );
  expect(row!.status).toBe('QUEUED');
  const jobs = await query<{ id: string }>(empty.url, `SELECT id FROM pgboss.job WHERE name = 'runs'`);
  expect(jobs.map(({ id }) => id)).toEqual([row!.jobId]);

  const deliveries = await query<{ isQueued: boolean; isDelivered: boolean }>(
    empty.url,
    `SELECT "queuedAt" IS NOT NULL AS "isQueued", "deliveredAt" IS NOT NULL AS "isDelivered"
     FROM webhook_delivery ORDER BY 2`,
  );
  expect(deliveries).toEqual([
    { isQueued: false, isDelivered: false },
    { isQueued: true, isDelivered: true },
  ]);

  // A run that is submitted now has a number of its own, and epochs under it.
  const database = connect(empty.url);
  const next = await insertRun(database, { assignmentId, studentId: student.user.id, epochs: 2 });
  expect(next.number).toBeGreaterThan(Math.max(finished.number, open.number));
  await database.run.delete({ where: { id: next.id } });
  await database.$disconnect();

  // A second time there is something in the way: it is named, and nothing changes.
  const again = await command('restore', folder, empty, restored).catch((error) => error);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('nothing was restored: expected an empty database');
  expect(await contents(empty.url)).toEqual(after);
});

test('a backup that lacks rows, or is of another version, or a place with files, is refused', async () => {
  const folder = join(scratch, 'whole');
  await command('backup', folder, { url: server.databaseUrl, ownerUrl: server.ownerUrl }, dataDirectory);
  const isPrivate = async (path: string) => (await stat(join(folder, path))).mode & 0o077;
  if (process.platform !== 'win32')
    for (const path of ['database', 'database/user.copy', 'auth-secret']) expect(await isPrivate(path), path).toBe(0);

  const name = `refused_${process.pid}`;
  const { url, ownerUrl } = inject('postgres');
  const place = { url: withDatabase(url, name), ownerUrl: withDatabase(ownerUrl, name) };
  await query(ownerUrl, `CREATE DATABASE ${name}`);
  try {
    const refusal = async (from: string, into = join(scratch, 'refused')) => {
      const refused = await command('restore', from, place, into).catch((error) => error);
      expect(refused.code).toBe(1);
      return refused.stderr;
    };
    const changed = async (path: string, change: (text: string) => string) => {
      const copy = await mkdtemp(join(scratch, 'changed-'));
      await cp(folder, copy, { recursive: true });
      await writeFile(join(copy, path), change(await readFile(join(copy, path), 'utf8')));
      return copy;
    };
    const later = await changed('backup.json', (text) => text.replace('downstream-backup-1', 'downstream-backup-2'));
    expect(await refusal(later)).toContain('expected a backup of this version or an older one');
    const full = join(scratch, 'full');
    await mkdir(join(full, 'objects', 'ab'), { recursive: true });
    expect(await refusal(folder, full)).toContain('but there are files in it');
    expect(await query(place.url, 'SELECT 1 FROM pg_tables WHERE schemaname = $$public$$')).toEqual([]);
    const short = await changed('database/user.copy', (text) => text.split('\n').slice(1).join('\n'));
    expect(await refusal(short)).toMatch(/expected \d+ rows of user in the backup, received \d+/);
    expect(await query(place.ownerUrl, 'SELECT 1 FROM public.course')).toEqual([]);
  } finally {
    await query(ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }
});

test('a folder that is no whole backup is refused, and a backup that fails leaves nothing', async () => {
  const broken = join(scratch, 'broken');
  await mkdir(broken);
  const refused = await command('restore', broken, empty, join(scratch, 'nowhere')).catch((error) => error);
  expect(refused.stderr).toContain('has no backup.json');
  const failed = await command(
    'backup',
    join(scratch, 'tuesday'),
    { url: `${empty.url}_missing`, ownerUrl: `${empty.ownerUrl}_missing` },
    dataDirectory,
  ).catch((error) => error);
  expect(failed.code).toBe(1);
  expect(await readdir(scratch)).not.toContain('tuesday');
  expect((await readdir(scratch)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

describe('with buckets', () => {
  let s3: TestS3;
  let buckets: Record<string, string>;
  let place: DatabaseAddresses;
  beforeEach(async () => {
    s3 = await startS3();
    buckets = { ...workerKeys, OBJECT_STORE: s3.objects, SEALED_STORE: s3.sealed };
    const name = `in_buckets_${process.pid}`;
    await query(inject('postgres').ownerUrl, `CREATE DATABASE ${name}`);
    const { url, ownerUrl } = inject('postgres');
    place = { url: withDatabase(url, name), ownerUrl: withDatabase(ownerUrl, name) };
  });
  afterEach(async () => {
    await query(inject('postgres').ownerUrl, `DROP DATABASE IF EXISTS in_buckets_${process.pid} WITH (FORCE)`);
    await s3.close();
  });

  test('a backup of directories is restored into them, and one of theirs needs them again', async () => {
    const here = { url: server.databaseUrl, ownerUrl: server.ownerUrl };
    const [ofDirectories, ofBuckets] = [join(scratch, 'of-directories'), join(scratch, 'of-buckets')];
    await command('backup', ofDirectories, here, dataDirectory);
    const [first, second] = [join(scratch, 'first'), join(scratch, 'second')];
    await mkdir(first);
    await command('restore', ofDirectories, place, first, buckets);
    const stored = (await readdir(s3.directory, { recursive: true })).filter((name) => name.endsWith('_object'));
    const files = ['objects', 'sealed'].map((name) => readdir(join(dataDirectory, name), { recursive: true }));
    const originals = (await Promise.all(files)).flat().filter((name) => /[0-9a-f]{64}$/.test(name));
    expect(stored).toHaveLength(originals.length);

    const { stdout } = await command('backup', ofBuckets, place, first, buckets);
    expect(stdout).toContain('in s3://objects/site and s3://sealed/site, and not in this backup');
    expect((await readdir(join(ofBuckets, 'files'))).sort()).toEqual(['uploads']);
    expect(await readFile(join(ofBuckets, 'backup.json'), 'utf8')).not.toContain(workerKeys.AWS_SECRET_ACCESS_KEY);

    await query(inject('postgres').ownerUrl, `DROP DATABASE in_buckets_${process.pid} WITH (FORCE)`);
    await query(inject('postgres').ownerUrl, `CREATE DATABASE in_buckets_${process.pid}`);
    await mkdir(second);
    await expect(command('restore', ofBuckets, place, second)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('which were s3://objects/site and s3://sealed/site'),
    });
    const lost = stored.find((name) => name.startsWith('sealed/'))!;
    await rm(join(s3.directory, lost));
    await expect(command('restore', ofBuckets, place, second, buckets)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('restored the backup'),
      stderr: expect.stringMatching(/the buckets lack 1 objects that rows name, the first of them sealed /),
    });
  });
});
