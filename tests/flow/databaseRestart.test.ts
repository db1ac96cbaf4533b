import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

let course: ShapesCourse;
let worker: RunningWorker;
let admin: pg.Client;

beforeEach(async () => {
  course = await openShapesCourse();
  worker = await startWorker(course.worker);
  admin = new pg.Client({ connectionString: inject('postgres').ownerUrl });
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await worker.stop();
  await course.close();
});

test('a run that prepares and trains while the database ends its sessions again and again is not failed', async () => {
  const name = new URL(course.worker.databaseUrl).pathname.slice(1);
  const runId = await course.submit({ backbone: 'CNN', inputSize: 46, training: { epochs: 6, batchSize: 8 } });
  const end = Date.now() + 6000;
  while (Date.now() < end) {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  const run = await course.waitFor(runId);
  expect(run).toMatchObject({ status: 'SUCCEEDED', failureCode: null });
  expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
});
