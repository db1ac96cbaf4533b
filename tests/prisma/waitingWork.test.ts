import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWantedWorkers } from '#prisma/waitingWork';
import { openOtherCourse } from '../setup/otherCourse.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

const wanted = async (slots: number, drainSeconds: number, ceiling = 10) =>
  (await readWantedWorkers(course.database, { slots, drainSeconds, ceiling })).wanted;
const submit = (seed: number) => course.submit({ backbone: 'CNN', inputSize: 46, seed });

test('as many workers are wanted as finish the waiting runs in time, beside those that have one', async () => {
  const { database } = course;
  expect(await wanted(1, 60)).toBe(0);
  const [first, second] = [await submit(1), await submit(2), await submit(3), await submit(4)];
  // Nothing was measured: a minute each.
  const scale = { slots: 1, drainSeconds: 60, ceiling: 10 };
  expect(await readWantedWorkers(database, scale)).toMatchObject({ waitingRuns: 4, waitingSeconds: 240, wanted: 4 });
  expect(await wanted(2, 60)).toBe(2);
  expect(await wanted(1, 120)).toBe(2);
  expect(await wanted(1, 60, 3)).toBe(3);
  expect(await wanted(1, 100_000)).toBe(1);

  await database.run.update({
    where: { id: first! },
    data: { status: 'SUCCEEDED', secondsUsed: 20, finishedAt: new Date() },
  });
  await database.run.update({ where: { id: second! }, data: { status: 'TRAINING' } });
  expect(await readWantedWorkers(database, scale)).toEqual({
    waitingRuns: 2,
    waitingSeconds: 40,
    heldRuns: 1,
    waitingJobs: 0,
    wanted: 2,
  });
});

test('of each course as many are wanted as its own runs need', async () => {
  const other = await openOtherCourse(course);
  await other.submit({ backbone: 'CNN', inputSize: 46, seed: 5 });
  const scale = { slots: 1, drainSeconds: 1, ceiling: 10 };
  const all = await readWantedWorkers(course.database, scale);
  const of = (others: boolean) =>
    readWantedWorkers(course.database, { ...scale, courses: { courseIds: [other.id], others } });
  expect(await of(false)).toMatchObject({ waitingRuns: 1, heldRuns: 0, wanted: 1 });
  expect(await of(true)).toMatchObject({ waitingRuns: all.waitingRuns - 1, heldRuns: 1, wanted: all.wanted - 1 });
});

test('an import that waits wants a worker, too', async () => {
  await course.database.run.updateMany({ data: { status: 'CANCELLED' } });
  expect(await wanted(1, 60)).toBe(0);
  await course.queue.send('imports', {});
  expect(await wanted(1, 60)).toBe(1);
  // It is for the workers of those courses that have none of their own.
  const of = (others: boolean) => ({ slots: 1, drainSeconds: 60, ceiling: 10, courses: { courseIds: [], others } });
  expect(await readWantedWorkers(course.database, of(true))).toMatchObject({ waitingJobs: 1, wanted: 1 });
  expect(await readWantedWorkers(course.database, of(false))).toMatchObject({ waitingJobs: 0, wanted: 0 });
});
