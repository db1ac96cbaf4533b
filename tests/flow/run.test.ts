import { afterAll, beforeAll, expect, test } from 'vitest';
import { parameterCounts } from '#contracts/parameters';
import { provenanceSchema } from '#contracts/provenance';
import { recipeSchema } from '#contracts/recipe';
import { runsQueue } from '#prisma/queue';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

/** Small enough to train in seconds, and able to tell discs from squares. */
const recipe = { backbone: 'CNN', inputSize: 46, training: { epochs: 3, batchSize: 8 } } as const;

let course: ShapesCourse;
let worker: RunningWorker;

beforeAll(async () => {
  course = await openShapesCourse();
  worker = await startWorker(course.worker);
});

afterAll(async () => {
  await worker.stop();
  await course.close();
});

test('a submitted run is trained, evaluated on the sealed test set, and says what it was made of', async () => {
  const run = await course.waitFor(await course.submit(recipe));

  expect(run).toMatchObject({
    status: 'SUCCEEDED',
    attempt: 1,
    engine: 'wasm',
    workerId: worker.id,
    failureCode: null,
    progress: null,
  });
  expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  for (const epoch of run.epochs) {
    expect(epoch.learningRate).toBe(0.001);
    for (const value of [epoch.loss, epoch.acc, epoch.valLoss, epoch.valAcc, epoch.seconds])
      expect(value).toBeGreaterThanOrEqual(0);
  }
  expect(run.epochs[2]!.loss).toBeLessThan(run.epochs[0]!.loss);

  const { total, trainable } = parameterCounts(recipeSchema.parse(recipe), 2);
  expect(run).toMatchObject({ totalParams: total, trainableParams: trainable });
  expect(run.weightsHash).toMatch(/^[0-9a-f]{64}$/);
  // The run records why this engine was chosen and how fast it is, because the run outlives its worker's row.
  const { environment, engineReason } = await course.database.worker.findUniqueOrThrow({ where: { id: worker.id } });
  const { speed } = provenanceSchema.parse(environment);
  expect(speed).toBeDefined();
  expect(provenanceSchema.parse(run.environment)).toMatchObject({ engine: 'wasm', engineReason, speed });
  expect(run.finishedAt!.getTime()).toBeGreaterThan(run.startedAt!.getTime());

  const evaluation = run.evaluation!;
  expect(evaluation.testImages).toBe(20);
  expect((evaluation.confusion as number[][]).flat().reduce((sum, count) => sum + count)).toBe(20);
  // The two shares are halves of the test set.
  expect((evaluation.publicScore + evaluation.privateScore) / 2).toBeCloseTo(evaluation.testAcc, 12);
});

test('the same recipe with the same seed has the same history to the last bit, another seed another one', async () => {
  const ids = [await course.submit(recipe), await course.submit(recipe), await course.submit({ ...recipe, seed: 43 })];
  const [first, second, other] = await Promise.all(ids.map((id) => course.waitFor(id)));
  const historyOf = (run: typeof first) =>
    run!.epochs.map(({ loss, acc, valLoss, valAcc }) => ({ loss, acc, valLoss, valAcc }));
  expect(historyOf(second)).toEqual(historyOf(first));
  expect(second!.evaluation!.testLoss).toBe(first!.evaluation!.testLoss);
  expect(historyOf(other)).not.toEqual(historyOf(first));
});

test('a job that is delivered again for a finished run changes nothing', async () => {
  const id = await course.submit({ ...recipe, training: { ...recipe.training, epochs: 1 } });
  const finished = await course.waitFor(id);
  await course.queue.send(runsQueue, { runId: id });
  const next = await course.waitFor(
    await course.submit({ ...recipe, training: { ...recipe.training, epochs: 1 }, seed: 5 }),
  );
  expect(next.status).toBe('SUCCEEDED');
  expect(await course.waitFor(id)).toEqual(finished);
});

test('a worker’s row says that it is present, which engine it chose and why', async () => {
  const row = await course.database.worker.findUniqueOrThrow({ where: { id: worker.id } });
  expect(row).toMatchObject({ engine: 'wasm', concurrency: 1, stoppedAt: null });
  expect(row.engineReason).toContain('passed its probe');
});
