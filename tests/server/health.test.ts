import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#prisma/client';
import { startTestServer, type TestServer } from '../setup/server.ts';

const environment = { engine: 'wasm', engineVersion: '1', node: 'v24', platform: 'any', processor: 'any', threads: 1 };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function ask(path: string): Promise<{ code: number; answer: unknown }> {
  const response = await fetch(`${server.url}${path}`);
  return { code: response.status, answer: await response.json() };
}

test('readiness says which part is missing', async () => {
  const parts = { api: 'up', database: 'up' };
  expect(await ask('/health/live')).toEqual({ code: 200, answer: { status: 'live' } });
  expect(await ask('/health/ready')).toEqual({
    code: 200,
    answer: { status: 'degraded', parts: { ...parts, worker: 'down' } },
  });
  await server.database.worker.create({
    data: { host: 'here', engine: 'wasm', engineReason: 'test', environment, concurrency: 1 },
  });
  expect(await ask('/health/ready')).toEqual({
    code: 200,
    answer: { status: 'ready', parts: { ...parts, worker: 'up' } },
  });
  const owner = connect(server.ownerUrl, { poolSize: 1 });
  await owner.$executeRaw`ALTER TABLE worker RENAME TO gone`;
  await owner.$disconnect();
  expect(await ask('/health/ready')).toEqual({
    code: 503,
    answer: { status: 'unavailable', parts: { api: 'up', database: 'down', worker: 'unknown' } },
  });
});
