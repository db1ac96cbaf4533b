import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import { startWorker } from '../../worker/worker.ts';
import { openShapesCourse } from '../setup/shapesCourse.ts';
import { startWeightsHost } from '../setup/weightsHost.ts';

const recipe = {
  backbone: 'MobileNetV2',
  weights: 'imagenet',
  inputSize: 96,
  training: { epochs: 2, batchSize: 8 },
} as const;

const measuredBoth = /^[\d.]+ ms an image on ONNX Runtime, [\d.]+ ms on TensorFlow\.js$/;

test('a run whose first stage freezes nothing says what computed the frozen prefix of a later one', async () => {
  const course = await openShapesCourse();
  const worker = await startWorker(course.worker);
  try {
    const stages = [{ freeze: 'all' as const, epochs: 1 }];
    const run = await course.waitFor(
      await course.submit({ backbone: 'CNN', inputSize: 46, training: { epochs: 1, batchSize: 8 }, stages }),
    );
    expect(run.status).toBe('SUCCEEDED');
    expect(run.featuresComputed).toBeGreaterThan(0);
    expect(provenanceSchema.parse(run.environment).executor).toEqual({
      name: expect.stringMatching(/^(onnx|tfjs)$/),
      version: expect.stringMatching(/^(ONNX Runtime|TensorFlow\.js) \d/),
      reason: expect.stringMatching(measuredBoth),
    });
  } finally {
    await worker.stop();
    await course.close();
  }
});

test('runs with a frozen prefix say what computed it, and repeat each other bit for bit', async () => {
  const host = await startWeightsHost();
  const course = await openShapesCourse();
  const worker = await startWorker({ ...course.worker, kerasWeightsUrl: host.url, concurrency: 2 });
  try {
    const [first, second] = [
      await course.waitFor(await course.submit(recipe)),
      await course.waitFor(await course.submit(recipe)),
    ];
    expect(first.status).toBe('SUCCEEDED');
    const { executor } = provenanceSchema.parse(first.environment);
    expect(executor!.version).toMatch(executor!.name === 'onnx' ? /^ONNX Runtime \d/ : /^TensorFlow\.js \d/);
    // Both were measured: nothing was ruled out.
    expect(executor!.reason).toMatch(measuredBoth);
    expect(await readdir(join(course.worker.directories.cache, 'executors'))).toHaveLength(1);

    // The times, too: what was measured for the first run was kept.
    const inherited = { ...executor!, reason: `as in an earlier run: ${executor!.reason}` };
    expect(second.environment).toEqual({ ...(first.environment as object), executor: inherited });
    const numbersOf = ({ epochs, evaluation }: typeof first) => [
      epochs.map(({ loss, acc, valLoss, valAcc }) => ({ loss, acc, valLoss, valAcc })),
      evaluation!.testLoss,
    ];
    expect(numbersOf(second)).toEqual(numbersOf(first));

    // Every image went through the frozen prefix once: train, validation and test.
    expect(first.featuresComputed).toBeGreaterThan(0);
    expect(second).toMatchObject({ featuresComputed: 0, featuresFound: first.featuresComputed });

    // Two students at once, with other heads, on a cut that nobody has used yet.
    const other = { ...recipe, head: { pooling: 'max' } } as const;
    const both = await Promise.all([
      course.submit({ ...other, seed: 1 }).then((id) => course.waitFor(id)),
      course.submit({ ...other, seed: 2 }).then((id) => course.waitFor(id)),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(both[0]!.featuresComputed! + both[1]!.featuresComputed!).toBe(first.featuresComputed);
    expect(both[0]!.featuresFound! + both[1]!.featuresFound!).toBe(first.featuresComputed);
  } finally {
    await worker.stop();
    await course.close();
    await host.close();
  }
});
