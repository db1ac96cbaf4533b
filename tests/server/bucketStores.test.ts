import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { apiKeys, startS3, type TestS3, workerKeys } from '../setup/s3.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

vi.setConfig({ testTimeout: 200_000, hookTimeout: 200_000 });

let s3: TestS3;
let server: TestServer;
let worker: ChildProcess;
let otherMachine: string;
let classroom: Classroom;

beforeAll(async () => {
  s3 = await startS3();
  for (const [name, value] of Object.entries(apiKeys)) vi.stubEnv(name, value);
  server = await startTestServer({}, s3);
  otherMachine = await mkdtemp(join(tmpdir(), 'other-machine-'));
  worker = startWorkerProcess(
    {
      worker: {
        databaseUrl: server.databaseUrl,
        directories: { ...server.options.directories, cache: '' },
        kerasWeightsUrl: 'http://127.0.0.1:9',
      },
    },
    { ...workerKeys, DATA_DIR: otherMachine, OBJECT_STORE: s3.objects, SEALED_STORE: s3.sealed },
  );
  classroom = await openClassroom({ url: server.url });
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await server.stop();
  await s3.close();
  await rm(otherMachine, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

test('a worker on another machine imports an upload that came to the API', async () => {
  const version = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: classroom.datasetVersionId } });
  expect(version).toMatchObject({ trainCount: 6, validationCount: 4, testCount: 4 });
  await expect.poll(() => readdir(join(otherMachine, 'uploads'))).toEqual([]);
  expect(await readdir(join(s3.directory, 'sealed', 'site', 'uploads')).catch(() => [])).toEqual([]);
});

test('the API shows images of the one bucket, and asks the other for nothing', async () => {
  const address = createHash('sha256').update(classroom.files['train/animals/train-1.png']!).digest('hex');
  const image = await classroom.instructor.fetch(`/images/${classroom.datasetVersionId}/${address}`);
  expect(image.status).toBe(200);
  const asked = s3.requests.filter(({ key, bucket }) => key === apiKeys.AWS_ACCESS_KEY_ID && bucket === 'sealed');
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.map(({ method, path }) => `${method} ${path.split('/')[1]}`)).toEqual(asked.map(() => 'PUT uploads'));
});
