import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { startWorker } from '../../../worker/worker.ts';
import { startS3, type TestS3, workerKeys } from '../../setup/s3.ts';
import { numbersOf, openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'flatten', dense: [{ units: 16, dropout: 0.3 }] },
  augmentation: { rotationRange: 20 },
  training: { epochs: 16, batchSize: 5, stepsPerEpoch: 4 },
} as const satisfies RecipeInput;
const short = { ...recipe, training: { epochs: 2, batchSize: 8 } } as const satisfies RecipeInput;

// Three workers start in one of them.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

let s3: TestS3;
let course: ShapesCourse;
/** What ends after a test, the last one first. */
let endings: (() => Promise<void>)[];
beforeEach(async () => {
  for (const [name, value] of Object.entries(workerKeys)) vi.stubEnv(name, value);
  s3 = await startS3();
  course = await openShapesCourse(undefined, s3);
  endings = [s3.close, course.close];
});
afterEach(async () => {
  for (const end of endings.reverse()) await end();
  vi.unstubAllEnvs();
});

/** A worker of a course; `said` has what it wrote into its log. */
async function startHere({ worker: options }: ShapesCourse) {
  const lines = new PassThrough({ encoding: 'utf8' });
  let said = '';
  lines.on('data', (text: string) => (said += text));
  const worker = await startWorker({ ...options, log: pino({ level: 'info' }, lines) });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= worker.stop();
    return stopped;
  };
  endings.push(stop);
  return { stop, said: () => said };
}

test('a run on S3 goes on elsewhere from its checkpoint, with the numbers that it has on directories', async () => {
  const first = await startHere(course);
  const runId = await course.submit(recipe);
  await expect
    .poll(() => course.database.checkpoint.count({ where: { runId, storedAt: { not: null } } }), { timeout: 100_000 })
    .toBeGreaterThan(0);
  await first.stop();
  const second = await startHere(course);
  const onS3 = await course.waitFor(runId);
  expect(onS3).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(second.said()).toContain('resuming after epoch');
  await expect.poll(() => course.database.checkpoint.count()).toBe(0);
  await second.stop();

  const directories = await openShapesCourse();
  endings.push(directories.close);
  await startHere(directories);
  const onDirectories = await directories.waitFor(await directories.submit(recipe));
  expect(numbersOf(onS3)).toEqual(numbersOf(onDirectories));
  expect(onS3.backboneWeights).toBe(onDirectories.backboneWeights);
});

test.each([
  ['has no room', 'PUT', { status: 507, code: 'XMinioStorageFull' }, 'STORE_FULL'],
  ['gives no rights', 'GET', { status: 403, code: 'AccessDenied' }, 'STORE_NO_RIGHTS'],
] as const)('a run waits while its bucket %s, and fails not', async (_, method, trouble, named) => {
  s3.trouble = (request) => (request.method === method ? trouble : undefined);
  const worker = await startHere(course);
  const runId = await course.submit(short);
  await expect.poll(worker.said, { timeout: 60_000 }).toContain(`handed back to the queue: ${named}: expected to`);
  expect(await course.waitFor(runId, () => true)).toMatchObject({ failureCode: null, attemptsSinceCheckpoint: 0 });
  s3.trouble = () => undefined;
  expect(await course.waitFor(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(worker.said()).not.toContain(workerKeys.AWS_SECRET_ACCESS_KEY);
});
