import type { ChildProcess } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import type { RecipeInput } from '#contracts/recipe';
import { openObjectStore } from '#prisma/objectStore';
import { startEngine } from '../../learning/engine/engine.ts';
import { openFeatureStore } from '../../learning/features/store/featureStore.ts';
import { trainRun } from '../../worker/child/trainRun.ts';
import { claimRun } from '../../worker/claims/claim.ts';
import { startWorker } from '../../worker/worker.ts';
import { featureStoreIn } from '../setup/features.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

/**
 * Takes some seconds and has everything that a checkpoint holds: orders, variations, dropout, optimizer slots, a
 * learning rate that falls, the best epoch.
 */
const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'flatten', dense: [{ units: 16, dropout: 0.3 }] },
  augmentation: { rotationRange: 20 },
  optimizer: { name: 'adam', learningRate: 0.003 },
  training: {
    epochs: 24,
    batchSize: 5,
    stepsPerEpoch: 4,
    earlyStopping: { patience: 20, restoreBestWeights: true },
    reduceLrOnPlateau: { factor: 0.5, patience: 1 },
  },
} as const satisfies RecipeInput;

let course: ShapesCourse;
let processes: ChildProcess[];
beforeEach(async () => {
  course = await openShapesCourse();
  processes = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const process of processes) process.kill('SIGKILL');
  await course.close();
});

/** A worker in its own process, which can be killed. */
function startDoomed(): ChildProcess {
  const started = startWorkerProcess(course);
  processes.push(started);
  return started;
}

const checkpointOf = (runId: string) =>
  course.database.checkpoint.findFirst({ where: { runId, storedAt: { not: null } } });

/** Submits the recipe and kills its worker some epochs after a checkpoint. Returns the state at that moment. */
async function interruptedRun() {
  const doomed = startDoomed();
  const runId = await course.submit(recipe);
  const { epoch } = await vi.waitUntil(() => checkpointOf(runId), { timeout: 170_000, interval: 20 });
  await course.waitFor(runId, ({ epochs }) => epochs > epoch);
  doomed.kill('SIGKILL');
  const killedAt = new Date();
  await new Promise((resolve) => doomed.once('exit', resolve));
  const checkpoint = (await checkpointOf(runId))!;
  const { epochs } = await course.waitFor(runId, () => true);
  return { runId, killedAt, checkpoint, before: epochs.slice(0, checkpoint.epoch) };
}

type Run = Awaited<ReturnType<ShapesCourse['waitFor']>>;
const historyOf = ({ epochs }: Run) => epochs.map(({ seconds, finishedAt, runNumber, ...numbers }) => numbers);
const resultOf = ({ evaluation }: Run) => {
  // Which images were right is stored with a salt of its own.
  const { runId, createdAt, correctness, ...numbers } = evaluation!;
  return numbers;
};

test('a run whose worker is killed resumes from its checkpoint, with the results of an uninterrupted run', async () => {
  const { runId, checkpoint, before } = await interruptedRun();
  const worker = await startWorker(course.worker);
  try {
    const [run, uninterrupted] = [await course.waitFor(runId), await course.waitFor(await course.submit(recipe))];
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, workerId: worker.id });
    expect(uninterrupted).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
    expect(historyOf(run)).toEqual(historyOf(uninterrupted));
    expect(resultOf(run)).toEqual(resultOf(uninterrupted));
    expect(run.backboneWeights).toBe(uninterrupted.backboneWeights);
    expect(provenanceSchema.parse(run.environment)).toEqual(uninterrupted.environment);

    // The epochs before the checkpoint were not trained again: they still have the first worker's durations. The run
    // still has its first start.
    expect(run.epochs.slice(0, checkpoint.epoch)).toEqual(before);
    expect(run.startedAt!.getTime()).toBeLessThan(before[0]!.finishedAt.getTime());

    // The checkpoint is removed after the run's end is stored.
    await expect.poll(() => course.database.checkpoint.count()).toBe(0);
    const { directories } = course.worker;
    expect((await readdir(directories.objects, { recursive: true })).join()).not.toContain(checkpoint.address);
  } finally {
    await worker.stop();
  }
});

test('a run whose checkpoint is damaged starts over and ends like an uninterrupted one', async () => {
  const { runId, killedAt, checkpoint } = await interruptedRun();
  const { address } = checkpoint;
  await writeFile(
    join(course.worker.directories.objects, address.slice(0, 2), address),
    'downstream checkpoint 1\nnothing of use',
  );
  const worker = await startWorker(course.worker);
  try {
    const [run, uninterrupted] = [await course.waitFor(runId), await course.waitFor(await course.submit(recipe))];
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(historyOf(run)).toEqual(historyOf(uninterrupted));
    expect(run.startedAt!.getTime()).toBeGreaterThan(killedAt.getTime());
    expect(run.epochs.every(({ finishedAt }) => finishedAt > killedAt)).toBe(true);
  } finally {
    await worker.stop();
  }
});

test('a run that loses its worker in evaluation trains nothing again and says what computed its epochs', async () => {
  const { database, worker } = course;
  const engine = await startEngine('wasm');
  const environment = { ...engine.provenance, processor: 'an older one' };
  const { id: workerId } = await database.worker.create({
    data: { host: 'here', engine: 'wasm', engineReason: 'test', environment, concurrency: 1 },
  });
  const { objects, sealed, cache } = worker.directories;
  const notices: string[] = [];
  const context = {
    database,
    engine,
    objects: openObjectStore(objects),
    sealed: openObjectStore(sealed),
    store: openFeatureStore(featureStoreIn(course.worker.directories.cache)),
    cacheDirectory: cache,
    kerasWeightsUrl: worker.kerasWeightsUrl,
    onProgress() {},
    onNotice: (message: string) => notices.push(message),
  };
  // Longer than the pause between two checkpoints.
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    clock += 10_000;
    return clock;
  });
  const runId = await course.submit({ backbone: 'CNN', inputSize: 46, training: { epochs: 1, batchSize: 8 } });
  // The list of the test images is read at the beginning, the images at the end.
  let reads = 0;
  const dying = {
    ...context.sealed,
    get: (address: string) =>
      reads++ > 0 ? Promise.reject(new Error('the power is gone')) : context.sealed.get(address),
  };
  const first = trainRun((await claimRun(database, runId, workerId))!, {
    ...context,
    engine: { ...engine, provenance: environment },
    sealed: dying,
  });
  await expect(first).rejects.toThrow('the store of test images');
  const [epoch] = (await course.waitFor(runId, () => true)).epochs;

  await trainRun((await claimRun(database, runId, workerId))!, context);
  expect(notices).toEqual(['resuming after epoch 1 from the checkpoint of attempt 1']);
  const run = await course.waitFor(runId);
  expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, epochs: [epoch] });
  expect(run.environment).toEqual({ ...engine.provenance, earlier: [{ ...environment, lastEpoch: 1 }] });
  expect(run.evaluation!.testImages).toBe(20);
});
