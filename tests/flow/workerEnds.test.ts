import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { startWorker } from '../../worker/worker.ts';
import { numbersOf, openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'flatten', dense: [{ units: 16, dropout: 0.3 }] },
  augmentation: { rotationRange: 20 },
  training: { epochs: 16, batchSize: 5, stepsPerEpoch: 4 },
} as const satisfies RecipeInput;
const short = { ...recipe, training: { epochs: 1, batchSize: 8 } } as const satisfies RecipeInput;

let course: ShapesCourse;
let processes: ChildProcess[];
beforeEach(async () => {
  course = await openShapesCourse();
  processes = [];
});
afterEach(async () => {
  for (const process of processes) process.kill('SIGKILL');
  await course.close();
});

/** `downstream worker` with options; `ended` resolves with its exit code. */
function startCommand(options: string[] = [], settings: Record<string, string> = {}) {
  const worker = startWorkerProcess(course, settings, { program: ['bin/downstream.ts', 'worker', ...options] });
  processes.push(worker);
  return { worker, ended: once(worker, 'exit').then(([code]) => code as number | null) };
}

test('a worker with --max-runs trains so many runs, leaves the others in the queue and ends', async () => {
  // The third waits while the first trains and the place of the second is free.
  const runs = [await course.submit(recipe), await course.submit(short), await course.submit(short)] as const;
  expect(await startCommand(['--max-runs', '2'], { WORKER_CONCURRENCY: '2' }).ended).toBe(0);
  const found = await Promise.all(runs.map((runId) => course.waitFor(runId, () => true)));
  expect(found.map(({ status }) => status).sort()).toEqual(['QUEUED', 'SUCCEEDED', 'SUCCEEDED']);
  expect(found.find(({ status }) => status === 'QUEUED')!.attempt).toBe(0);

  const other = await startWorker(course.worker);
  try {
    for (const runId of runs) expect(await course.waitFor(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  } finally {
    await other.stop();
  }
});

test('a worker with --until-idle trains what waits and what comes in time, then ends and says so', async () => {
  const first = await course.submit(recipe);
  const { ended } = startCommand(['--until-idle', '3']);
  await course.waitFor(first);
  const second = await course.submit(short);
  expect(await ended).toBe(0);
  expect(await course.waitFor(second, () => true)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  const [worker] = await course.database.worker.findMany();
  expect(worker!.stoppedAt).not.toBeNull();
});

test('a worker that is told to stop hands its run over, and it ends elsewhere with the same numbers', async () => {
  const { worker, ended } = startCommand();
  const runId = await course.submit(recipe);
  await expect
    .poll(() => course.database.checkpoint.count({ where: { runId, storedAt: { not: null } } }), { timeout: 100_000 })
    .toBeGreaterThan(0);
  worker.kill('SIGTERM');
  expect(await ended).toBe(0);
  const between = await course.waitFor(runId, () => true);
  expect(between).toMatchObject({ attempt: 1, attemptsSinceCheckpoint: 0, evaluation: null });

  const other = await startWorker(course.worker);
  try {
    const [handedOver, undisturbed] = [await course.waitFor(runId), await course.waitFor(await course.submit(recipe))];
    expect(handedOver).toMatchObject({ status: 'SUCCEEDED', attempt: 2, workerId: other.id });
    expect(undisturbed).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
    expect(numbersOf(handedOver)).toEqual(numbersOf(undisturbed));
  } finally {
    await other.stop();
  }
});

test('a worker without a database or with a limit that is no number is refused', async () => {
  const run = async (settings: Record<string, string>, ...options: string[]) => {
    const worker = startWorkerProcess(course, settings, { program: ['bin/downstream.ts', 'worker', ...options] });
    processes.push(worker);
    return (await once(worker, 'exit'))[0];
  };
  expect(await run({ DATABASE_URL: '' })).toBe(4);
  expect(await run({}, '--max-runs', '0')).toBe(2);
});
