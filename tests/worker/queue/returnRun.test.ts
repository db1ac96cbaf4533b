import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueOptions, type RunJob, returnedPriority, runsQueue } from '#prisma/queue';
import { postpone } from '../../../worker/queue/returnRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

let course: ShapesCourse;

beforeAll(async () => {
  course = await openShapesCourse();
});

afterAll(async () => {
  await course.close();
});

async function fetchJob() {
  const [job] = await course.queue.fetch<RunJob>(runsQueue, { includeMetadata: true });
  return job!;
}

const jobsOf = (runId: string) => course.queue.findJobs(runsQueue, { data: { runId } });
const submit = () => course.submit({ backbone: 'CNN' });

test('a postponed run has one job, which waits, goes before others and keeps the retries that are left', async () => {
  const runId = await submit();
  // The first worker that fetched the run is lost.
  await course.queue.fail(runsQueue, (await fetchJob()).id);
  await postpone(course.database, course.queue, await fetchJob(), 30);
  const { jobId } = await course.database.run.findUniqueOrThrow({ where: { id: runId } });
  const jobs = await jobsOf(runId);
  expect(jobs).toMatchObject([
    { id: jobId, priority: returnedPriority, retryLimit: queueOptions.retryLimit - 1, state: 'created' },
  ]);
  expect(jobs[0]!.startAfter.getTime()).toBeGreaterThan(Date.now() + 20_000);
  expect(await course.queue.fetch(runsQueue)).toEqual([]);
});

test('a run that was cancelled, or has another job by now, is not postponed', async () => {
  const cancelled = await submit();
  const job = await fetchJob();
  await course.database.run.update({ where: { id: cancelled }, data: { status: 'CANCELLED' } });
  await postpone(course.database, course.queue, job, 0);
  expect(await jobsOf(cancelled)).toMatchObject([{ id: job.id, state: 'active' }]);

  const moved = await submit();
  const old = await fetchJob();
  await course.database.run.update({ where: { id: moved }, data: { jobId: 'another' } });
  await postpone(course.database, course.queue, old, 0);
  expect(await jobsOf(moved)).toMatchObject([{ id: old.id }]);
});
