import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openObjectStore } from '#prisma/objectStore';
import { removeOldModels } from '../../worker/exports/sweepModels.ts';
import { apiKeyOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { downstreamIn } from '../setup/commandLine.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let assignmentId: string;
let worker: TestWorker;
let runId: string;

const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
const ask = `mutation($input: ExportRunInput!) {
  exportRun(input: $input) { id fileName downloadPath failure finishedAt }
}`;

beforeAll(async () => {
  server = await startTestServer();
  classroom = await openClassroom(server);
  student = await classroom.student('Ada');
  assignmentId = await classroom.assignment();
  worker = await startWorkerOf(server);
  const recipe = { backbone: 'CNN', inputSize: 46, head: { pooling: 'avg', dense: [] }, training: { epochs: 1 } };
  const submitted = await dataOf(student.query(submit, { input: { assignmentId, recipe } }));
  runId = submitted.submitRun.run.id;
  const status = async () => (await server.database.run.findUniqueOrThrow({ where: { id: runId } })).status;
  await vi.waitUntil(async () => (await status()) === 'SUCCEEDED', { timeout: 170_000, interval: 500 });
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

/** Asks for an export until a worker has ended it. */
async function exported(format: string, asker = student) {
  const request = async () => (await dataOf(asker.query(ask, { input: { runId, format } }))).exportRun;
  await expect.poll(async () => (await request()).finishedAt).not.toBeNull();
  return request();
}

test('a run leaves in every format, and only those who may see it get the file', async () => {
  for (const [format, begin] of Object.entries({
    keras: 'PK',
    tfjs: 'PK',
    h5: '\x89HDF',
    onnx: '\x08\x08',
    python: '"""Trains CNN',
  })) {
    const { failure, downloadPath, fileName } = await exported(format);
    expect(failure, format).toBeNull();
    const response = await student.fetch(downloadPath);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${fileName}"`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('latin1', 0, begin.length), format).toBe(begin);
  }
  const { id, downloadPath } = await exported('keras', classroom.instructor);
  expect((await classroom.instructor.fetch(downloadPath)).status).toBe(200);
  const bob = await classroom.student('Bob');
  expect((await bob.fetch(downloadPath)).status).toBe(403);
  expect((await fetch(new URL(downloadPath, server.url))).status).toBe(401);
  expect((await bob.query(ask, { input: { runId, format: 'keras' } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const read = await bob.query('query($id: ID!) { export(id: $id) { id } }', { id });
  expect(read.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('the command line has the model written, saves it, and says how it is used', async () => {
  const key = await apiKeyOf(student);
  vi.stubEnv('DOWNSTREAM_URL', server.url);
  vi.stubEnv('DOWNSTREAM_API_KEY', key);
  const done = await downstreamIn(worker.cache, 'export', runId, '--to', 'onnx', '--out', 'mine.onnx');
  vi.unstubAllEnvs();
  expect(done.code).toBe(0);
  expect(done.stdout.split('\n')).toEqual([
    'Wrote mine.onnx. To use it:',
    '',
    expect.stringContaining('onnxruntime.InferenceSession("mine.onnx")'),
    expect.stringContaining('target_size=(46, 46), interpolation="nearest"'),
    expect.stringContaining('session.run(None, {session.get_inputs()[0].name: (x / 255).astype("float32")})'),
    '',
  ]);
  expect((await stat(join(worker.cache, 'mine.onnx'))).size).toBeGreaterThan(1e5);
});

test('a run of a version that kept no models says that it must be rerun; one that failed has none', async () => {
  const codeOf = async (fields: object) => {
    const { id } = await insertRun(server.database, { assignmentId, studentId: student.user.id, ...fields });
    const { errors } = await student.query(ask, { input: { runId: id, format: 'onnx' } });
    return errors?.[0];
  };
  const old = await codeOf({ status: 'SUCCEEDED' });
  expect(old).toMatchObject({ extensions: { code: 'MODEL_NOT_KEPT' }, message: expect.stringContaining('submit its') });
  expect(await codeOf({ status: 'FAILED' })).toMatchObject({ extensions: { code: 'RUN_NOT_SUCCEEDED' } });
});

test('staff say for how long models are kept; older ones and exports of the day before are removed', async () => {
  const mutation = 'mutation($input: KeepModelsInput!) { keepModels(input: $input) { keepModelsDays } }';
  const input = { courseId: classroom.courseId, days: 30 };
  expect((await student.query(mutation, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await dataOf(classroom.instructor.query(mutation, { input }))).keepModels).toEqual({ keepModelsDays: 30 });

  const objects = openObjectStore(server.options.directories.objects);
  const row = () => server.database.run.findUniqueOrThrow({ where: { id: runId }, include: { exports: true } });
  const { trainedParameters, exports } = await row();
  expect(exports).toHaveLength(5);
  const day = 24 * 3600 * 1000;
  await removeOldModels(server.database, objects, Date.now() + 29 * day);
  expect(await row()).toMatchObject({ trainedParameters, exports: [] });
  for (const { address } of exports) await expect(objects.get(address!)).rejects.toThrow('no object');
  await removeOldModels(server.database, objects, Date.now() + 31 * day);
  expect(await row()).toMatchObject({ trainedParameters: null, status: 'SUCCEEDED' });
  await expect(objects.get(trainedParameters!)).rejects.toThrow('no object');
});
