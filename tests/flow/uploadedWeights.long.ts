import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openObjectStore } from '#prisma/objectStore';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { startEngine } from '../../learning/engine/engine.ts';
import { loadWeights } from '../../learning/weights/loadWeights.ts';
import { weightsHash } from '../../learning/weights/modelWeights.ts';
import { openPublishedWeights } from '../../worker/child/publishedWeights.ts';
import { writeLegacyH5 } from '../learning/weights/legacyFile.ts';
import { number } from '../learning/weights/numbered.ts';
import { apiKeyOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { downstreamIn } from '../setup/commandLine.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

const golden = (file: string) =>
  gunzipSync(gunzipSync(readFileSync(new URL(`../keras/golden/weightFiles/${file}.gz.gz`, import.meta.url))));
const mutation = 'mutation($input: UploadWeightsInput!) { uploadWeights(input: $input) { id isChecked } }';
const question = `query($id: ID!) {
  weightsUpload(id: $id) { isChecked failure weights { id name backbone inputSize preprocessing run { id } } }
}`;

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let worker: TestWorker;

beforeAll(async () => {
  await startEngine('wasm');
  server = await startTestServer();
  classroom = await openClassroom(server);
  student = await classroom.student('Ada');
  worker = await startWorkerOf(server);
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

const send = (uploadId: string, input: object, client = classroom.instructor) =>
  client.query(mutation, { input: { courseId: classroom.courseId, uploadId, ...input } });

/** What becomes of a file that the instructor uploads. */
async function checked(bytes: Buffer, input: object) {
  const { id, isChecked } = (await dataOf(send(await upload(classroom.instructor, bytes), input))).uploadWeights;
  expect(isChecked).toBe(false);
  const read = async () => (await dataOf(classroom.instructor.query(question, { id }))).weightsUpload;
  await expect.poll(async () => (await read()).isChecked).toBe(true);
  return { id, ...(await read()) };
}

const objectOf = async (id: string) => (await server.database.weights.findUniqueOrThrow({ where: { id } })).hash;

test('a file that Keras saved becomes weights that the whole course may start from, whatever its format', async () => {
  const input = { backbone: 'MobileNetV2', inputSize: 96 };
  const { weights, failure } = await checked(golden('whole.keras'), { ...input, name: 'From Keras 3' });
  expect(failure).toBeNull();
  expect(weights).toEqual({
    id: expect.any(String),
    name: 'From Keras 3',
    backbone: 'MobileNetV2',
    inputSize: 96,
    preprocessing: 'backbone',
    run: null,
  });
  const other = await checked(golden('sequential.weights.h5'), { ...input, name: 'Nested', preprocessing: 'rescale' });
  expect(other.weights).toMatchObject({ preprocessing: 'rescale' });
  expect(await objectOf(other.weights.id)).toBe(await objectOf(weights.id));

  const seen = await dataOf(
    student.query('query($id: ID!) { course(id: $id) { publishedWeights { name } } }', { id: classroom.courseId }),
  );
  expect(seen.course.publishedWeights).toEqual([{ name: 'Nested' }, { name: 'From Keras 3' }]);

  const model = buildBackbone('MobileNetV2', { inputSize: 96, seed: null });
  const store = openObjectStore(server.options.directories.objects);
  const published = openPublishedWeights({ name: 'From Keras 3', address: await objectOf(weights.id) }, store);
  await loadWeights(model, {
    backbone: 'MobileNetV2',
    weights: { published },
    cacheDirectory: worker.cache,
    kerasWeightsUrl: '',
  });
  expect(weightsHash(model)).toBe(weightsHash(number(buildBackbone('MobileNetV2', { inputSize: 96, seed: null }))));
  expect(await readdir(server.options.directories.uploads)).toEqual([]);
});

test('the command line sends a file, waits for its check, and prints the id', async () => {
  const path = join(worker.cache, 'with-top.h5');
  const top = { classes: 3, activation: 'softmax' } as const;
  await writeLegacyH5(path, buildBackbone('MobileNet', { inputSize: 32, seed: 3, top }));
  vi.stubEnv('DOWNSTREAM_URL', server.url);
  vi.stubEnv('DOWNSTREAM_API_KEY', await apiKeyOf(classroom.instructor));
  const args = ['publish', '--file', path, '--course', classroom.courseId, '--name', 'Of a file', '--input-size', '32'];
  const published = await downstreamIn(worker.cache, ...args, '--backbone', 'MobileNet');
  expect(published.code).toBe(0);
  expect(await server.database.weights.findUnique({ where: { id: published.stdout.trim() } })).toMatchObject({
    name: 'Of a file',
    backbone: 'MobileNet',
    inputSize: 32,
  });
  const refused = await downstreamIn(worker.cache, ...args.with(-3, 'Again'), '--backbone', 'VGG16');
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('holds a MobileNet: choose that') });
  const unclear = await downstreamIn(worker.cache, 'publish', '--name', 'Nothing');
  expect(unclear).toMatchObject({ code: 2, stderr: expect.stringContaining('received neither') });
  vi.unstubAllEnvs();
});

test('a file that does not fit is refused with what it looks like, and no path of the server', async () => {
  const path = join(worker.cache, 'cnn.h5');
  await writeLegacyH5(path, buildBackbone('CNN', { inputSize: 46, seed: 1 }));
  const { weights, failure } = await checked(await readFile(path), { backbone: 'MobileNetV2', name: 'Wrong' });
  expect(weights).toBeNull();
  expect(failure).toMatch(
    /^The weights in the uploaded file do not fit .* holds a CNN: choose that as the backbone\.$/,
  );
  const letter = await checked(Buffer.from('a letter'), { backbone: 'CNN', name: 'Letter' });
  expect(letter.failure).toMatch(/^Expected Keras weights in the uploaded file, but it is no whole HDF5 file/);
  expect(failure + letter.failure).not.toContain(server.options.directories.uploads);
  expect(await readdir(server.options.directories.uploads)).toEqual([]);
});

test('only staff may, with their own upload, a name that is free, and a size that the backbone takes', async () => {
  const input = { backbone: 'CNN', name: 'Ours' };
  const uploadId = await upload(classroom.instructor, Buffer.from('x'));
  expect(await codeOf(send(uploadId, input, student))).toBe('FORBIDDEN');
  expect(await codeOf(send('ab'.repeat(16), input))).toBe('UPLOAD_NOT_FOUND');
  for (const wrong of [{ backbone: 'LeNet' }, { inputSize: 45 }, { name: 'imagenet' }, { preprocessing: 'none' }])
    expect(await codeOf(send(uploadId, { ...input, ...wrong }))).toBe('BAD_USER_INPUT');
  const path = join(worker.cache, 'ours.h5');
  await writeLegacyH5(path, buildBackbone('CNN', { inputSize: 46, seed: 2 }));
  const { id } = await checked(await readFile(path), input);
  expect(await codeOf(send(uploadId, input))).toBe('NAME_TAKEN');
  expect(await dataOf(student.query(question, { id }))).toEqual({ weightsUpload: null });
  for (const unknown of ['0198b4a2-0000-7000-8000-000000000001', 'x'])
    expect(await dataOf(classroom.instructor.query(question, { id: unknown }))).toEqual({ weightsUpload: null });
});
