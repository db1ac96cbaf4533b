import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWantedWorkers } from '#prisma/waitingWork';
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

test('an import that waits wants a worker, too', async () => {
  await course.database.run.updateMany({ data: { status: 'CANCELLED' } });
  expect(await wanted(1, 60)).toBe(0);
  await course.queue.send('imports', {});
  expect(await wanted(1, 60)).toBe(1);
});
