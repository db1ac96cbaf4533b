import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { rows } from '../../learning/features/store/rows.ts';
import { createTestDatabase } from '../../setup/database.ts';
import { startS3, type TestS3, workerKeys } from '../../setup/s3.ts';
import { keys, openOnHost } from './sharingHost.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let s3: TestS3;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  for (const [name, value] of Object.entries(workerKeys)) vi.stubEnv(name, value);
  s3 = await startS3();
  onTestFinished(() => s3.close());
});

function newHost() {
  const directory = mkdtempSync(join(tmpdir(), 'host-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return { directory, databaseUrl: database.url, sealed: s3.sealed };
}

const script = fileURLToPath(new URL('sharingHost.ts', import.meta.url));
const all = rows * keys.length;
const keptFiles = () => {
  const folder = join(s3.directory, 'sealed', 'site', 'features');
  return readdirSync(folder).filter((name) => name.endsWith('_object'));
};

test('fifty students’ runs on three hosts make one pass over the images', async () => {
  const hosts = [newHost(), newHost(), newHost()];
  let batches = 0;
  const heard = async () => void batches++;
  const runs = await Promise.all(Array.from({ length: 50 }, (_, n) => openOnHost({ ...hosts[n % 3]!, heard })));
  expect(batches).toBe(3 * keys.length);
  expect(runs.reduce((sum, { counts }) => sum + counts.computed, 0)).toBe(all);
  expect(runs.every(({ counts: { computed, found } }) => computed + found === all)).toBe(true);
  for (const { values, notices } of runs) {
    expect(notices).toEqual([]);
    expect(values).toEqual(runs[0]!.values);
  }
  expect(keptFiles()).toHaveLength(keys.length);
});

test('a host goes on where another one died', async () => {
  const [first, second] = [newHost(), newHost()];
  const { directory, databaseUrl, sealed } = first;
  const dying = spawn(process.execPath, [script, directory, databaseUrl, sealed], { stdio: 'inherit' });
  await vi.waitFor(() => expect(keptFiles().length).toBeGreaterThan(0), 60_000);
  const other = openOnHost(second);
  dying.kill('SIGKILL');
  await once(dying, 'exit');
  const kept = keptFiles().length;
  const { counts } = await other;
  expect(counts).toEqual({ found: kept * rows, computed: all - kept * rows });
});

test('a block that was cut off in the bucket is computed and kept again', async () => {
  const { values } = await openOnHost(newHost());
  const folder = join(s3.directory, 'sealed', 'site', 'features');
  truncateSync(join(folder, keptFiles()[0]!), 1000);
  expect(await openOnHost(newHost())).toMatchObject({ counts: { computed: rows, found: all - rows }, values });
  expect((await openOnHost(newHost())).counts).toEqual({ computed: 0, found: all });
});

test.each([
  ['has no room', { status: 507, code: 'InsufficientStorage' }],
  ['gives no rights', { status: 403, code: 'AccessDenied' }],
])('a bucket that %s costs a run its neighbours’ features, and not its own', async (_, trouble) => {
  s3.trouble = () => trouble;
  const { counts, notices } = await openOnHost(newHost());
  expect(counts).toEqual({ computed: all, found: 0 });
  expect(notices.length).toBeGreaterThan(0);
  expect(notices.join()).not.toContain('secret');
});
