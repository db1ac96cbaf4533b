import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { clientOf, dataOf } from '../setup/api.ts';
import { createTestDatabase } from '../setup/database.ts';

/** Refuses the library that speaks to S3. */
const withoutS3 = `import { registerHooks } from 'node:module';
  registerHooks({ resolve(name, context, next) {
    if (name.startsWith('@aws-sdk/')) throw new Error('S3 is loaded');
    return next(name, context);
  } });`;
const args = [
  '--import',
  `data:text/javascript,${encodeURIComponent(withoutS3)}`,
  '--import',
  './server/decorators.ts',
  'server/main.ts',
];

/** Starts the API server as `npm start` does. */
function start(environment: Record<string, string>) {
  return spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

it('starts from the environment without S3, says where it answers, and ends with 0 on SIGTERM', async () => {
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
