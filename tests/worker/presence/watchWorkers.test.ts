import { afterEach, beforeEach, expect, test } from 'vitest';
import { runsQueue } from '#prisma/queue';
import { claimRun } from '../../../worker/claims/claim.ts';
import { watchWorkers } from '../../../worker/presence/watchWorkers.ts';
import { holdWorkerLock } from '../../../worker/presence/workerLock.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

let course: ShapesCourse;
let endWatching: () => Promise<void>;
let gone: [string, number][];
let other: string;
let runId: string;

beforeEach(async () => {
  course = await openShapesCourse();
  const { database, queue } = course;
  const worker = { host: 'here', engine: 'wasm', engineReason: 'x', environment: {}, concurrency: 1 };
  other = (await database.worker.create({ data: worker })).id;
  const { id: workerId } = await database.worker.create({ data: worker });
  runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
  await queue.fetch(runsQueue);
  await claimRun(database, runId, other);
  gone = [];
  endWatching = watchWorkers({
    database,
    queue,
    workerId,
    onGone: (id, runs) => gone.push([id, runs]),
    onError: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  await endWatching();
  await course.close();
});

const stateOfJob = async () => {
  const { jobId } = await course.database.run.findUniqueOrThrow({ where: { id: runId } });
  return (await course.queue.findJobs(runsQueue, { id: jobId! }))[0]!.state;
};

test('the runs of a worker whose lock is free are for others', async () => {
  const lock = await holdWorkerLock(course.worker.databaseUrl, other, () => {});
  // It is seen with its lock, which is no reason for anything.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await stateOfJob()).toBe('active');
  await lock.release();
  await expect.poll(() => gone).toEqual([[other, 1]]);
  expect(await stateOfJob()).toBe('retry');
  expect((await course.database.worker.findUniqueOrThrow({ where: { id: other } })).stoppedAt).not.toBeNull();
});

test('a worker whose session is cut takes its lock again, and keeps its runs', async () => {
  const lock = await holdWorkerLock(course.worker.databaseUrl, other, () => {});
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await course.database.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()`;
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(gone).toEqual([]);
  expect(await stateOfJob()).toBe('active');
  await lock.release();
});

test('a worker that was never seen with a lock keeps its runs: it may be older', async () => {
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(gone).toEqual([]);
  expect(await stateOfJob()).toBe('active');
});
