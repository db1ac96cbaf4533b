import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { readEnvironment } from '#machine/environment';
import { startDatabase } from '../../bin/system/database.ts';

async function query<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The server's first process, from the file that it keeps, and the process that hosts it. */
async function processes(ownerUrl: string): Promise<{ server: number; host: number }> {
  const [row] = await query<{ file: string }>(ownerUrl, `SELECT pg_read_file('postmaster.pid') AS file`);
  const server = Number(row!.file.split('\n')[0]);
  return { server, host: Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(server)]).toString()) };
}

test('PostgreSQL comes back at the same address with its data, when it is killed and when its host is', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'downstream-database-'));
  await chmod(directory, 0o755);
  const lines: string[] = [];
  const database = await startDatabase(readEnvironment({ DATA_DIR: directory }), (line) => lines.push(line));
  try {
    await query(database.ownerUrl, 'CREATE TABLE note AS SELECT 7 AS number; GRANT SELECT ON note TO downstream');
    for (const part of ['server', 'host'] as const) {
      const before = await processes(database.ownerUrl);
      process.kill(before[part], 'SIGKILL');
      await vi.waitFor(async () => expect((await processes(database.ownerUrl)).server).not.toBe(before.server), {
        timeout: 60_000,
        interval: 100,
      });
      expect(await query(database.url, 'SELECT number FROM note')).toEqual([{ number: 7 }]);
    }
    expect(lines[0]).toBe('ended by itself; starting it again in 0.5 s');
  } finally {
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  }
  await expect(query(database.url, 'SELECT 1')).rejects.toThrow();
}, 120_000);
