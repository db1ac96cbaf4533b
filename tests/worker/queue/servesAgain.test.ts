import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { type RunningWorker, startWorker } from '../../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { startWeightsHost } from '../../setup/weightsHost.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let course: ShapesCourse;
let worker: RunningWorker;
let host: Awaited<ReturnType<typeof startWeightsHost>>;
beforeAll(async () => {
  course = await openShapesCourse();
  host = await startWeightsHost();
});
afterAll(async () => {
  await host.close();
  await course.close();
});

const training = { epochs: 2, batchSize: 8 };
const recipes: Record<string, RecipeInput> = {
  cnn: { backbone: 'CNN', inputSize: 46, training },
  frozen: { backbone: 'MobileNetV2', inputSize: 32, freeze: 'all', training },
  stages: {
    backbone: 'MobileNetV2',
    inputSize: 32,
    freeze: 'all',
    training: { ...training, earlyStopping: { monitor: 'valLoss', restoreBestWeights: true } },
    stages: [{ freeze: { before: 'block_16_expand' }, epochs: 1 }],
  },
  augmented: {
    backbone: 'CNN',
    inputSize: 46,
    augmentation: { rotationRange: 20, horizontalFlip: true },
    optimizer: { name: 'sgd', learningRate: 0.01, momentum: 0.9 },
    training,
  },
};

const start = () => startWorker({ ...course.worker, kerasWeightsUrl: host.url });

/** Trains the recipes one after the other; answers their histories and the processes that trained them. */
async function train(names: string[]): Promise<{ histories: unknown[]; processes: Set<string> }> {
  const processes = new Set<string>();
  const histories: unknown[] = [];
  for (const name of names) {
    const id = await course.submit(recipes[name]!);
    const { status, epochs, evaluation, failureMessage } = await course.waitFor(id, (run) => {
      for (const pid of children()) processes.add(pid);
      return ['SUCCEEDED', 'FAILED'].includes(run.status);
    });
    expect([status, failureMessage]).toEqual(['SUCCEEDED', null]);
    histories.push([
      epochs.map(({ loss, acc, valLoss, valAcc }) => [loss, acc, valLoss, valAcc]),
      [evaluation!.testLoss, evaluation!.publicScore],
    ]);
  }
  return { histories, processes };
}

test('runs that follow one another in one process have the numbers of runs in processes of their own', async () => {
  const names = Object.keys(recipes);
  const apart: unknown[] = [];
  for (const name of names) {
    worker = await start();
    apart.push(...(await train([name])).histories);
    await worker.stop();
  }
  worker = await start();
  const { histories, processes } = await train([...names, ...names.toReversed()]);
  await worker.stop();
  expect(histories).toEqual([...apart, ...apart.toReversed()]);
  // One whose memory has grown is replaced.
  expect(processes.size).toBeLessThan(names.length);
});

/** The processes of this worker that train. */
function children(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      return Number(parent) === process.pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('child/child.ts');
    } catch {
      return false;
    }
  });
}
