import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startWorker } from '../../worker/worker.ts';
import { dataOf } from '../setup/api.ts';
import { openClassroom } from '../setup/classroom.ts';
import { featureStoreIn } from '../setup/features.ts';
import { startTestServer } from '../setup/server.ts';

test('a worker that cannot get the weights says so over the API, to the student and to the instructor', async () => {
  const host = createServer((_request, response) => response.writeHead(404).end());
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const kerasWeightsUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const cache = await mkdtemp(join(tmpdir(), 'downstream-weights-'));
  const server = await startTestServer();
  const classroom = await openClassroom(server);
  const student = await classroom.student('Ada');
  const input = {
    assignmentId: await classroom.assignment(),
    recipe: { backbone: 'MobileNetV2', weights: 'imagenet', inputSize: 96 },
  };
  const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  const { id } = (await dataOf(student.query(submit, { input }))).submitRun.run;

  const { databaseUrl, options } = server;
  const log = pino({ level: 'silent' });
  const directories = { ...options.directories, cache };
  const featureStore = featureStoreIn(cache);
  const worker = await startWorker({
    databaseUrl,
    directories,
    engine: 'wasm',
    concurrency: 1,
    memory: 8e9,
    kerasWeightsUrl,
    featureStore,
    log,
  });
  try {
    for (const reader of [student, classroom.instructor]) {
      const read = async () => {
        const question =
          'query($id: ID!) { run(id: $id) { status failure { code message fault } evaluation { ' +
          'publicScore } epochs { epoch } } }';
        return (await dataOf(reader.query(question, { id }))).run;
      };
      await expect.poll(async () => (await read()).status).toBe('FAILED');
      expect(await read()).toEqual({
        status: 'FAILED',
        failure: { code: 'WEIGHTS_UNAVAILABLE', message: expect.stringMatching(/MobileNetV2.*404/), fault: 'SYSTEM' },
        evaluation: null,
        epochs: [],
      });
    }
  } finally {
    await worker.stop();
    await server.stop();
    host.close();
    await rm(cache, { recursive: true, force: true });
  }
});
