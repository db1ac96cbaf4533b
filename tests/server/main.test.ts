import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { clientOf, dataOf } from '../setup/api.ts';
import { createTestDatabase } from '../setup/database.ts';

const args = ['--import', './server/decorators.ts', 'server/main.ts'];

/** Starts the API server as `npm start` does. */
function start(environment: Record<string, string>) {
  return spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

it('starts from the environment, says where it answers, and ends with 0 on SIGTERM', async () => {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'downstream-main-'));
  const server = start({ DATABASE_URL: database.url, DATA_DIR: directory, API_PORT: '0', AUTH_SECRET: 'x'.repeat(32) });
  try {
    let url: string | undefined;
    for await (const line of createInterface({ input: server.stdout })) {
      url = (JSON.parse(line) as { url?: string }).url;
      if (url !== undefined) break;
    }
    expect(await dataOf(clientOf(url ?? '').query('{ me { id } }'))).toEqual({ me: null });
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  } finally {
    server.kill('SIGKILL');
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
});

it('says what its environment lacks', async () => {
  const server = start({ API_PORT: '0' });
  let said = '';
  server.stderr.on('data', (chunk) => {
    said += chunk;
  });
  expect(await once(server, 'close')).toEqual([1, null]);
  expect(said).toContain('The API server needs DATABASE_URL and AUTH_SECRET; "npm start" sets both by itself.');
});
