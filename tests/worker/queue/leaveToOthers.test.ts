import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from '../../../worker/worker.ts';
import { openOtherCourse } from '../../setup/otherCourse.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

const recipeOf = (seed: number) =>
  ({ backbone: 'CNN', inputSize: 46, seed, training: { epochs: 1, batchSize: 8 } }) as const;

test('a worker of one course passes by the runs of all others, which keep their places', async () => {
  const { database } = course;
  const own = await openOtherCourse(course);
  const foreign: string[] = [];
  for (const seed of [1, 2, 3]) foreign.push(await course.submit(recipeOf(seed)));
  const ours = [await own.submit(recipeOf(1)), await own.submit(recipeOf(2))];

  const limited = await startWorker({ ...course.worker, courses: { courseIds: [own.id], others: false } });
  for (const id of ours) expect(await course.waitFor(id)).toMatchObject({ status: 'SUCCEEDED', workerId: limited.id });
  const waiting = await database.run.findMany({ where: { id: { in: foreign } } });
  expect(waiting.map(({ status, attempt }) => ({ status, attempt }))).toEqual(
    foreign.map(() => ({ status: 'QUEUED', attempt: 0 })),
  );

  const others = await startWorker({ ...course.worker, courses: { courseIds: [own.id], others: true } });
  const ended = [];
  for (const id of foreign) ended.push(await course.waitFor(id));
  expect(ended.map(({ workerId }) => workerId)).toEqual(foreign.map(() => others.id));
  const moments = ended.map(({ finishedAt }) => finishedAt!.getTime());
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  await Promise.all([limited.stop(), others.stop()]);
});
