import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openObjectStore } from '#prisma/objectStore';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { startEngine } from '../../learning/engine/engine.ts';
import { loadWeights } from '../../learning/weights/loadWeights.ts';
import { openPublishedWeights } from '../../worker/child/publishedWeights.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'avg', dense: [] },
  training: { epochs: 1, batchSize: 4 },
};

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let assignmentId: string;
let worker: TestWorker;

beforeAll(async () => {
  server = await startTestServer();
  classroom = await openClassroom(server);
  student = await classroom.student('Ada');
  assignmentId = await classroom.assignment();
  worker = await startWorkerOf(server);
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

/** The row of a run that a worker has ended. */
async function ended(input: object, submitter = student) {
  const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  const { id } = (await dataOf(submitter.query(submit, { input: { assignmentId, recipe: input } }))).submitRun.run;
  const read = () => server.database.run.findUniqueOrThrow({ where: { id } });
  await expect.poll(async () => (await read()).finishedAt).not.toBeNull();
  return read();
}

async function publish(runId: string, name: string): Promise<string> {
  const mutation = 'mutation($input: PublishWeightsInput!) { publishWeights(input: $input) { id } }';
  return (await dataOf(classroom.instructor.query(mutation, { input: { runId, name } }))).publishWeights.id;
}

test('the next run begins with the published weights, frozen; it has nothing of its own to publish', async () => {
  const first = await ended(recipe);
  expect(first).toMatchObject({ status: 'SUCCEEDED', backboneWeights: expect.stringMatching(/^[0-9a-f]{64}$/) });

  const weights = await publish(first.id, 'Learned by Ada');
  const second = await ended({ ...recipe, weights, freeze: 'all', seed: 5 });
  expect(second).toMatchObject({ status: 'SUCCEEDED', trainableParams: 128 + 1, backboneWeights: null });

  await startEngine('wasm');
  const published = { name: 'Learned by Ada', address: first.backboneWeights! };
  const { hash } = await loadWeights(buildBackbone('CNN', { inputSize: 46, seed: 1 }), {
    backbone: 'CNN',
    weights: { published: openPublishedWeights(published, openObjectStore(server.options.directories.objects)) },
    cacheDirectory: worker.cache,
    kerasWeightsUrl: '',
  });
  expect(second.weightsHash).toBe(hash);
  expect(first.weightsHash).not.toBe(hash);
});

test('the same recipe with the same seed is kept once; a stage that trains the backbone is enough', async () => {
  const bob = await classroom.student('Bob');
  const [mine, his] = [await ended(recipe), await ended(recipe, bob)];
  expect(his.id).not.toBe(mine.id);
  expect(his.backboneWeights).toBe(mine.backboneWeights);

  const weights = await publish(his.id, 'Learned by Bob');
  const staged = await ended({
    ...recipe,
    weights,
    freeze: 'all',
    stages: [{ freeze: { before: 'conv2d_3' }, epochs: 1 }],
  });
  expect(staged).toMatchObject({ status: 'SUCCEEDED', backboneWeights: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(staged.backboneWeights).not.toBe(his.backboneWeights);
});

test('a run whose published weights are gone from the store fails, and says which', async () => {
  const trained = await ended({ ...recipe, seed: 9 });
  const weights = await publish(trained.id, 'Soon gone');
  const address = trained.backboneWeights!;
  await rm(join(server.options.directories.objects, address.slice(0, 2), address));
  expect(await ended({ ...recipe, weights })).toMatchObject({
    status: 'FAILED',
    failureCode: 'WEIGHTS_UNAVAILABLE',
    failureMessage: `Expected the published weights "Soon gone" in the object store, but there is no object ${address}`,
  });
});
