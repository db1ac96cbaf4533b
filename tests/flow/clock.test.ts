import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { hour, shiftedClock } from '../setup/shiftedClock.ts';
import { startWorkerProcess } from '../setup/workerProcess.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let course: ShapesCourse;
let worker: ChildProcess | undefined;
beforeEach(async () => {
  course = await openShapesCourse();
});
afterEach(async () => {
  worker?.kill('SIGKILL');
  await course.close();
});

test.each([
  ['ahead', hour],
  ['behind', -hour],
])('a worker whose clock is an hour %s trains a run whole, at the times of the database', async (_, shift) => {
  const runId = await course.submit({
    backbone: 'CNN',
    inputSize: 46,
    training: { epochs: 3, batchSize: 8 },
  });
  const begun = Date.now();
  worker = startWorkerProcess(course, {}, { imports: [shiftedClock(shift)] });
  await course.waitFor(runId, ({ status }) => status === 'SUCCEEDED');
  const run = await course.database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { epochs: { orderBy: { epoch: 'asc' } }, worker: true },
  });
  expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  const times = [run.submittedAt, run.startedAt!, ...run.epochs.map(({ finishedAt }) => finishedAt), run.finishedAt!];
  expect(times.map(Number)).toEqual(times.map(Number).toSorted((a, b) => a - b));
  expect(run.finishedAt!.getTime()).toBeLessThan(Date.now() + 1000);
  expect(run.startedAt!.getTime()).toBeGreaterThan(begun - 1000);
  expect(run.secondsUsed).toBeGreaterThan(0);
  expect(run.secondsUsed * 1000).toBeLessThan(Date.now() - begun);
  expect(Math.abs(run.worker!.lastSeenAt.getTime() - Date.now())).toBeLessThan(15_000);
});
