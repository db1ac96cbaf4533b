import { afterEach, expect, test } from 'vitest';
import type { Split } from '#contracts/dataset';
import type { RecipeInput } from '#contracts/recipe';
import { lostRunsQueue, queueOptions, runsQueue } from '#prisma/queue';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

const recipe = { backbone: 'CNN', inputSize: 46, training: { epochs: 2, batchSize: 8 } } as const satisfies RecipeInput;

let course: ShapesCourse;
let worker: RunningWorker;

async function open({ brokenIn }: { brokenIn?: Split } = {}): Promise<void> {
  const half = Buffer.from('\x89PNG\r\n\x1a\nand nothing more', 'latin1');
  course = await openShapesCourse((split, label, index) =>
    split === brokenIn && label === 1 && index === 2 ? half : undefined,
  );
}

async function outcome(input: RecipeInput) {
  worker = await startWorker(course.worker);
  const run = await course.waitFor(await course.submit(input));
  expect(run.evaluation).toBeNull();
  expect(run.finishedAt).not.toBeNull();
  return {
    status: run.status,
    code: run.failureCode,
    message: run.failureMessage,
    epochs: run.epochs.length,
    valLosses: run.epochs.map(({ valLoss }) => valLoss),
  };
}

afterEach(async () => {
  await worker.stop();
  await course.close();
});

test('a run whose weights cannot be fetched fails; no other weights take their place', async () => {
  await open();
  const run = await outcome({ backbone: 'MobileNetV2', weights: 'imagenet', inputSize: 96 });
  expect(run).toMatchObject({ status: 'FAILED', code: 'WEIGHTS_UNAVAILABLE', epochs: 0 });
});

test('a broken training image fails the run before it trains, and the message names the image', async () => {
  await open({ brokenIn: 'train' });
  const run = await outcome(recipe);
  expect(run).toMatchObject({ status: 'FAILED', code: 'BAD_IMAGE', epochs: 0 });
  expect(run.message).toContain('train/squares/squares-2.png');
});

test('a broken test image fails the run, and the message does not say which image it is', async () => {
  await open({ brokenIn: 'test' });
  const run = await outcome(recipe);
  expect(run).toMatchObject({ status: 'FAILED', code: 'BAD_IMAGE', epochs: 2 });
  expect(run.message).not.toMatch(/square|png|sealed\//);
});

test('a loss that is no number fails the run, and the message names the epoch and the learning rate', async () => {
  await open();
  // Each step multiplies this kernel by 1 − 2·10·1 = −19, whatever the images are.
  const head = {
    pooling: 'flatten',
    dense: [{ units: 8, activation: 'linear', l2: 1 }],
  } as const satisfies RecipeInput['head'];
  const run = await outcome({
    ...recipe,
    head,
    optimizer: { name: 'sgd', learningRate: 10 },
    training: { epochs: 1, batchSize: 1 },
  });
  expect(run).toMatchObject({ status: 'FAILED', code: 'NAN_LOSS' });
  expect(run.message).toMatch(/finite loss in epoch \d+, received (NaN|Infinity).*10/);
});

test('a validation loss that is no number fails the run before the epoch is recorded', async () => {
  await open();
  // As above, but with one step an epoch: the validation images are evaluated after each step, before the next step
  // computes its own loss.
  const head = {
    pooling: 'flatten',
    dense: [{ units: 8, activation: 'linear', l2: 1 }],
  } as const satisfies RecipeInput['head'];
  const run = await outcome({
    ...recipe,
    head,
    optimizer: { name: 'sgd', learningRate: 10 },
    training: { epochs: 20, batchSize: 64 },
  });
  expect(run).toMatchObject({ status: 'FAILED', code: 'NAN_LOSS' });
  expect(run.message).toMatch(/finite validation loss in epoch \d+, received (NaN|Infinity)/);
  expect(run.valLosses.every(Number.isFinite)).toBe(true);
});

test('a run that stored a checkpoint while it lost its workers is not given up', async () => {
  await open();
  const runId = await course.submit(recipe);
  const row = { address: 'a'.repeat(64), runId, attempt: 3, epoch: 1, storedAt: new Date() };
  await course.database.checkpoint.create({ data: row });
  await course.database.run.update({
    where: { id: runId },
    data: { status: 'TRAINING', attempt: 4, attemptsSinceCheckpoint: 2 },
  });
  for (let lost = 0; lost <= queueOptions.retryLimit; lost++) {
    const [job] = await course.queue.fetch(runsQueue);
    await course.queue.fail(runsQueue, job!.id);
  }
  worker = await startWorker(course.worker);
  // Its object is missing, so it starts over.
  expect(await course.waitFor(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 5 });
});

test('a run that lost every worker it had fails with WORKER_LOST', async () => {
  await open();
  const runId = await course.submit(recipe);
  for (let lost = 0; lost <= queueOptions.retryLimit; lost++) {
    const [job] = await course.queue.fetch(runsQueue);
    await course.queue.fail(runsQueue, job!.id);
  }
  expect(await course.queue.getQueueStats(lostRunsQueue, { force: true })).toMatchObject([{ queuedCount: 1 }]);
  worker = await startWorker(course.worker);
  const run = await course.waitFor(runId);
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'WORKER_LOST' });
});
