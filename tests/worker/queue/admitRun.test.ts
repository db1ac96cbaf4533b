import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunJob, runsQueue } from '#prisma/queue';
import { admitRun } from '../../../worker/queue/admitRun.ts';
import type { RunEngine } from '../../../worker/queue/engineFallback.ts';
import { openMemoryBudget } from '../../../worker/queue/memoryBudget.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { provenance } from '../checkpoints/smallCheckpoint.ts';

const about = { host: 'here', engine: 'wasm', engineReason: 'test', environment: provenance, concurrency: 1 };

let course: ShapesCourse;
let workerId: string;
beforeAll(async () => {
  course = await openShapesCourse();
  workerId = (await course.database.worker.create({ data: { ...about, memoryMb: 1 } })).id;
});
afterAll(() => course.close());
afterEach(async () => {
  await course.database.run.deleteMany();
  await course.database.worker.deleteMany({ where: { id: { not: workerId } } });
});

/** What a worker with so much memory does with a run. */
async function admit(total: number, taken = 0) {
  const { database, queue } = course;
  const runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
  const [job] = await queue.fetch<RunJob>(runsQueue, { includeMetadata: true });
  const memory = openMemoryBudget(total);
  memory.take('another', taken);
  const engines = { current: () => ({ name: 'wasm' }) as RunEngine };
  const release = await admitRun({ database, queue, workerId, engines, memory, log: course.worker.log }, job!);
  return { release, memory, jobId: job!.id, run: await course.waitFor(runId, () => true) };
}

test('a run that fits begins, and has its memory to itself', async () => {
  const { release, memory, run } = await admit(8e9);
  expect(run.status).toBe('QUEUED');
  expect(memory.taken()).toBeGreaterThan(1e8);
  release!();
  expect(memory.taken()).toBe(0);
});

test('a run that fits later waits', async () => {
  const { release, run, jobId } = await admit(8e9, 8e9);
  expect(release).toBeNull();
  expect(run.status).toBe('QUEUED');
  expect(run.jobId).not.toBe(jobId);
});

test('a run that no worker has the memory for fails before it begins, and says what it needs', async () => {
  await course.database.worker.create({ data: { ...about, memoryMb: 1000, stoppedAt: new Date() } });
  const { release, run } = await admit(1e6);
  expect(release).toBeNull();
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'OUT_OF_MEMORY', epochs: [] });
  expect(run.failureMessage).toMatch(/the 0\.0 GB of memory that the worker has for runs, but it may need \d\.\d GB/);
});

test('a run that another worker has the memory for is left to that one', async () => {
  await course.database.worker.create({ data: { ...about, memoryMb: 8000 } });
  const { release, run, jobId } = await admit(1e6);
  expect(release).toBeNull();
  expect(run.status).toBe('QUEUED');
  expect(run.jobId).not.toBe(jobId);
});
