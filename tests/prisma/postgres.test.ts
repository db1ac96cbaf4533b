import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '#prisma/postgres';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'downstream-postgres-'));
  await chmod(root, 0o755);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('what was stored is there after a restart, and a second server on the same directory is refused', async () => {
  const directory = join(root, 'kept');
  const first = await startPostgres({ directory, durable: false });
  await query(first.ownerUrl, `CREATE TABLE note AS SELECT '전이 학습' AS text`);
  await expect(startPostgres({ directory, durable: false })).rejects.toThrow('another Downstream uses this directory');
  await first.stop();
  const second = await startPostgres({ directory, durable: false });
  expect(await query(second.ownerUrl, 'SELECT text FROM note')).toEqual([{ text: '전이 학습' }]);
  await second.stop();
});

test('the server is for this machine and for who knows a password, which a file has for this account', async () => {
  const directory = join(root, 'guarded');
  const { url, ownerUrl, stop } = await startPostgres({ directory, durable: false });
  try {
    expect(await query(ownerUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(ownerUrl, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    for (const address of [url, ownerUrl]) {
      const guess = new URL(address);
      guess.password = 'postgres';
      await expect(query(guess.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    }
    const [{ data_directory: data }] = await query(ownerUrl, 'SHOW data_directory');
    if (process.platform !== 'win32') expect((await stat(`${data}.password`)).mode & 0o777).toBe(0o600);
  } finally {
    await stop();
  }
});

test('the server stops when the process that started it is killed', async () => {
  const directory = join(root, 'orphan');
  const module = new URL('../../prisma/postgres.ts', import.meta.url).href;
  const program = `const { startPostgres } = await import(${JSON.stringify(module)});
    const { url } = await startPostgres({ directory: ${JSON.stringify(directory)}, durable: false });
    process.stdout.write(url); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(owner.stdout, 'data')).map(String);
  expect(await query(url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  owner.kill('SIGKILL');
  await expect
    .poll(() => query(url ?? '', 'SELECT 1').catch((error: { code?: string }) => error.code), { timeout: 10_000 })
    .toBe('ECONNREFUSED');
});

test.runIf(process.getuid?.() === 0)('root may start it from a folder that other users may not enter', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'downstream-closed-'));
  expect((await promisify(execFile)('stat', ['-c', '%a', closed])).stdout.trim()).toBe('700');
  const server = await startPostgres({ directory: join(closed, 'postgres'), durable: false });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.stop();
  await rm(closed, { recursive: true });
  await rm(join('/var/lib/downstream', `${closed.slice(1).replaceAll('/', '-')}-postgres`), { recursive: true });
});
