import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { cancelJob, lostRunsQueue, queueOptions, runsQueue } from '#prisma/queue';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

/** Long enough to be interrupted between two epochs, and short enough to finish afterwards. */
const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  training: { epochs: 10, batchSize: 8 },
} as const satisfies RecipeInput;
/** The time limit for what takes seconds on an idle machine. */
const patienceMs = 60_000;
const afterTwoEpochs = ({ epochs }: { epochs: number }) => epochs >= 2;

let course: ShapesCourse;
let workers: RunningWorker[];
let processes: ChildProcess[];
/** The runs that have left the worker that this process started. */
let left: Set<string>;

beforeEach(async () => {
  course = await openShapesCourse();
  workers = [];
  processes = [];
  left = new Set();
});

afterEach(async () => {
  for (const process of processes) process.kill('SIGKILL');
  await Promise.all(workers.map((worker) => worker.stop()));
  await course.close();
});

async function startHere(): Promise<RunningWorker> {
  const onProgress = (runId: string, state: unknown) => void (state === null && left.add(runId));
  const worker = await startWorker({ ...course.worker, onProgress });
  workers.push(worker);
  return worker;
}

/** The application name of a worker process and its child in the database. */
const processName = 'a worker process';

function startProcess(): ChildProcess {
  const started = startWorkerProcess(course, { PGAPPNAME: processName });
  processes.push(started);
  return started;
}

function sessions(): Promise<unknown[]> {
  return course.database.$queryRaw`SELECT pid FROM pg_stat_activity WHERE application_name = ${processName}`;
}

test('a killed worker’s run goes to another after ten seconds without a heartbeat, with one row an epoch', async () => {
  const doomed = startProcess();
  const runId = await course.submit(recipe);
  const interrupted = await course.waitFor(runId, afterTwoEpochs);
  expect(await sessions()).not.toEqual([]);
  expect(await course.queue.findJobs(runsQueue, { id: interrupted.jobId! })).toMatchObject([{ heartbeatSeconds: 10 }]);
  doomed.kill('SIGKILL');
  // The process that trained the run notices and exits too.
  await vi.waitFor(async () => expect(await sessions()).toEqual([]), patienceMs);
  await startHere();
  await vi.waitUntil(async () => (await course.waitFor(runId, () => true)).attempt === 2, {
    timeout: patienceMs,
    interval: 50,
  });

  const run = await course.waitFor(runId);
  expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, workerId: workers[0]!.id });
  expect(run.workerId).not.toBe(interrupted.workerId);
  expect(run.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
  // The second attempt keeps or repeats the first one's numbers.
  expect(run.epochs[1]!.loss).toBe(interrupted.epochs[1]!.loss);
});

test('a cancelled run leaves its worker before its last epoch, and the worker takes the next run', async () => {
  const worker = await startHere();
  const runId = await course.submit({ ...recipe, training: { epochs: 5000, batchSize: 8 } });
  const { jobId } = await course.waitFor(runId, afterTwoEpochs);
  await course.database.$transaction(async (tx) => {
    await tx.run.update({ where: { id: runId }, data: { status: 'CANCELLED', finishedAt: new Date() } });
    await cancelJob(course.queue, tx, jobId!);
  });
  const next = await course.waitFor(await course.submit({ ...recipe, training: { epochs: 1, batchSize: 8 } }));
  expect(left).toContain(runId);
  expect(next).toMatchObject({ status: 'SUCCEEDED', workerId: worker.id });
  const cancelled = await course.waitFor(runId);
  expect(cancelled).toMatchObject({ status: 'CANCELLED', evaluation: null });
  expect(cancelled.epochs.length).toBeLessThan(5000);
});

test('a run whose job is no longer this worker’s leaves it, even when the run’s row is unchanged', async () => {
  await startHere();
  const runId = await course.submit({ ...recipe, training: { epochs: 5000, batchSize: 8 } });
  const { jobId } = await course.waitFor(runId, afterTwoEpochs);
  await course.queue.cancel(runsQueue, jobId!);
  await vi.waitFor(() => expect(left).toHaveProperty('size', 1), patienceMs);
  expect(await course.waitFor(runId, () => true)).toMatchObject({ status: 'TRAINING', failureCode: null });
});

test('a worker that is told to stop hands its run back at once, and another one takes it', async () => {
  const first = startProcess();
  const runId = await course.submit(recipe);
  const { workerId } = await course.waitFor(runId, afterTwoEpochs);
  const exited = new Promise<number | null>((resolve) => first.once('exit', resolve));
  first.kill('SIGTERM');
  expect(await exited).toBe(0);
  const stopped = await course.database.worker.findUniqueOrThrow({ where: { id: workerId! } });
  expect(stopped.stoppedAt).not.toBeNull();
  await startHere();
  expect(await course.waitFor(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
});

test('any number of workers may stop in good order: each hands the run back, and it is not lost', async () => {
  const runId = await course.submit({ ...recipe, training: { ...recipe.training, epochs: 40 } });
  const stops = queueOptions.retryLimit + 2;
  for (let attempt = 1; attempt <= stops; attempt++) {
    const worker = await startHere();
    await expect.poll(async () => (await course.waitFor(runId, () => true)).attempt).toBe(attempt);
    await worker.stop();
  }
  expect(await course.queue.getQueueStats(lostRunsQueue, { force: true })).toMatchObject([{ queuedCount: 0 }]);
  await startHere();
  expect(await course.waitFor(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: stops + 1 });
  // Six workers start in it, which takes long on a machine that is busy with other things.
});
