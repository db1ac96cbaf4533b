import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { recipeSchema } from '#contracts/recipe';
import { runsQueue } from '#prisma/queue';
import { estimateRunMemory } from '../../learning/recipe/estimateMemory.ts';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

const small = { backbone: 'CNN', inputSize: 46, training: { epochs: 1, batchSize: 8 } } as const satisfies RecipeInput;
const large = { ...small, training: { epochs: 1, batchSize: 1024 } } as const satisfies RecipeInput;
const long = { ...small, training: { epochs: 5000, batchSize: 8 } } as const satisfies RecipeInput;
const size = { classes: 2, images: { train: 24, validation: 8, test: 20 } };
const bytes = (recipe: RecipeInput) => estimateRunMemory(recipeSchema.parse(recipe), size, 'wasm');

let course: ShapesCourse;
let workers: RunningWorker[];

beforeEach(async () => {
  course = await openShapesCourse();
  workers = [];
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await course.close();
});

async function start(options: { memory: number; concurrency?: number }): Promise<RunningWorker> {
  const worker = await startWorker({ ...course.worker, ...options });
  workers.push(worker);
  return worker;
}

test('a run that can never fit fails at once, saying what it needs and what there is; others still run', async () => {
  await start({ memory: bytes(large) - 1 });
  const refused = await course.waitFor(await course.submit(large));
  expect(refused).toMatchObject({ status: 'FAILED', failureCode: 'OUT_OF_MEMORY', epochs: [] });
  expect(refused.failureMessage).toMatch(
    /the \d+\.\d GB of memory that the worker has for runs, but it may need \d+\.\d GB; a smaller batch/,
  );
  const gigantic = await course.submit({
    backbone: 'VGG19',
    weights: 'random',
    freeze: 'none',
    inputSize: 1024,
    head: { pooling: 'flatten', dense: [{ units: 4096 }] },
  });
  expect(await course.waitFor(gigantic)).toMatchObject({ status: 'FAILED', failureCode: 'OUT_OF_MEMORY' });
  expect(await course.waitFor(await course.submit(small))).toMatchObject({ status: 'SUCCEEDED' });
});

test('a run that does not fit beside another is postponed, and a smaller one starts in the meantime', async () => {
  const worker = await start({ memory: bytes(long) + bytes(large) - 1, concurrency: 2 });
  const blocking = await course.submit(long);
  await course.waitFor(blocking, ({ epochs }) => epochs >= 1);
  const waiting = await course.submit(large);
  const passing = await course.submit(small);
  expect(await course.waitFor(passing)).toMatchObject({ status: 'SUCCEEDED', workerId: worker.id });
  expect(await course.waitFor(waiting, () => true)).toMatchObject({ status: 'QUEUED', attempt: 0 });
  await course.database.run.update({ where: { id: blocking }, data: { status: 'CANCELLED', finishedAt: new Date() } });
  await course.queue.cancel(runsQueue, (await course.waitFor(blocking, () => true)).jobId!);
  expect(await course.waitFor(waiting)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
});

test('a run that is too large for one worker is left to another that has more', async () => {
  await start({ memory: bytes(large) - 1 });
  const roomy = await start({ memory: bytes(large) + 1e6 });
  expect(await course.waitFor(await course.submit(large))).toMatchObject({ status: 'SUCCEEDED', workerId: roomy.id });
});
