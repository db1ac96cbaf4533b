import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { lostRunsQueue } from '#prisma/queue';
import { consumeLostRuns } from '../../../worker/queue/consumeRuns.ts';
import type { RunEngine } from '../../../worker/queue/engineFallback.ts';
import { superviseRun } from '../../../worker/queue/superviseRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { provenance } from '../checkpoints/smallCheckpoint.ts';

let course: ShapesCourse;
let workerId: string;
let runId: string;
beforeAll(async () => {
  course = await openShapesCourse();
  const worker = { host: 'here', engine: 'wasm', engineReason: 'test', environment: provenance, concurrency: 1 };
  workerId = (await course.database.worker.create({ data: worker })).id;
  const { database, queue, worker: options } = course;
  await consumeLostRuns({ database, queue, log: options.log });
});
afterAll(() => course.close());
beforeEach(async () => {
  runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await course.database.assignment.updateMany({ data: { budgetSeconds: null } });
  await course.database.run.deleteMany();
});

/** Has the run trained by processes that execute `code` first; answers it when it has left the worker. */
async function supervise(code: string) {
  const { database, queue } = course;
  const { databaseUrl, directories, kerasWeightsUrl, featureStore, log } = course.worker;
  const settings = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
  const engine = { name: 'wasm', label: 'wasm', reason: 'test', settings, provenance } as unknown as RunEngine;
  await superviseRun(
    {
      database,
      queue,
      workerId,
      engines: { current: () => engine, crashed: async () => null },
      childSettings: { databaseUrl, directories, kerasWeightsUrl, featureStore },
      log,
      stopping: new AbortController().signal,
      onProgress: () => {},
    },
    { id: randomUUID(), name: 'runs', data: { runId }, signal: new AbortController().signal } as never,
  );
  return course.waitFor(runId, () => true);
}

test('a run whose process is killed without a new checkpoint fails after the fourth attempt', async () => {
  expect(await supervise(`process.kill(process.pid, 'SIGKILL')`)).toMatchObject({
    status: 'FAILED',
    failureCode: 'ENGINE_CRASHED',
    attempt: 4,
  });
});

test('a run that crashes its engine twice fails, also where no other engine is there', async () => {
  expect(await supervise(`process.kill(process.pid, 'SIGSEGV')`)).toMatchObject({
    status: 'FAILED',
    failureCode: 'ENGINE_CRASHED',
    attempt: 2,
  });
});

test('a run that takes longer than a run may is ended, and its seconds count', async () => {
  const { timeout } = AbortSignal;
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout.call(AbortSignal, ms / (23 * 3600)));
  const run = await supervise('for (;;);');
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'TIMED_OUT', attempt: 1 });
  expect(run.failureMessage).toContain('within 23 hours');
  expect(run.secondsUsed).toBeGreaterThanOrEqual(1);
});

test('a run is ended when its student has used the budget and a tenth more, in whichever runs', async () => {
  await course.database.assignment.updateMany({ data: { budgetSeconds: 100 } });
  const earlier = await course.submit({ backbone: 'CNN', inputSize: 46, seed: 1 });
  await course.database.run.update({ where: { id: earlier }, data: { status: 'CANCELLED', secondsUsed: 109 } });
  const run = await supervise('for (;;);');
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_EXCEEDED' });
  expect(run.secondsUsed).toBeGreaterThanOrEqual(1);
  expect(run.secondsUsed).toBeLessThan(20);
});

test.each([
  ['goes on from its checkpoint while it may lose more', 3, true],
  ['fails when it has lost four attempts since its checkpoint', 4, true],
  ['fails when it has no checkpoint', 4, false],
])('a run that lost all its workers %s', async (_how, attemptsSinceCheckpoint, hasCheckpoint) => {
  const { database, queue } = course;
  const data = { status: 'TRAINING', attempt: 9, attemptsSinceCheckpoint } as const;
  const { jobId } = await database.run.update({ where: { id: runId }, data });
  const checkpoint = { address: randomUUID(), runId, attempt: 6, epoch: 1, storedAt: new Date() };
  if (hasCheckpoint) await database.checkpoint.create({ data: checkpoint });
  await queue.send(lostRunsQueue, { runId });
  const read = () => database.run.findUniqueOrThrow({ where: { id: runId } });
  await vi.waitUntil(async () => {
    const run = await read();
    return run.status === 'FAILED' || run.jobId !== jobId;
  }, 20_000);
  expect(await read()).toMatchObject(
    hasCheckpoint && attemptsSinceCheckpoint < 4
      ? { status: 'TRAINING', failureCode: null }
      : { status: 'FAILED', failureCode: 'WORKER_LOST' },
  );
});
