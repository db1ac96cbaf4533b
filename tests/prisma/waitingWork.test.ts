import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWantedWorkers } from '#prisma/waitingWork';
import { openOtherCourse } from '../setup/otherCourse.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { drawsOf } from '../simulation/draws.ts';
import { usualSeconds } from '../simulation/queue.ts';
import { wantedWorkers } from '../simulation/wantedWorkers.ts';

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

test('the simulation wants as many workers as the database', async () => {
  const draws = drawsOf(20);
  const client = new pg.Client({ connectionString: course.worker.databaseUrl });
  await client.connect();
  // Temporary tables go before the views of their names.
  await client.query(`
    CREATE TEMPORARY TABLE waiting_work_by_course
      (course_id text, waiting_runs int, waiting_seconds float8, held_runs int);
    CREATE TEMPORARY TABLE waiting_work (waiting_jobs int)`);
  for (let round = 0; round < 500; round += 1) {
    const waitingRuns = draws.below(draws.one([2, 50, 5000]));
    const work = {
      waitingRuns,
      waitingSeconds: draws.one([waitingRuns * draws.exponential(100), waitingRuns * 60]),
      heldRuns: draws.below(draws.one([1, 3, 100])),
      waitingJobs: draws.below(2),
    };
    const scale = {
      slots: 1 + draws.below(4),
      drainSeconds: draws.one([1, 30, 60, 600]),
      ceiling: draws.one([1, 4, 1000]),
    };
    const { waitingJobs, ...runs } = work;
    await client.query('DELETE FROM waiting_work_by_course; DELETE FROM waiting_work');
    await client.query(`INSERT INTO waiting_work_by_course VALUES ('a', $1, $2, $3)`, Object.values(runs));
    await client.query('INSERT INTO waiting_work VALUES ($1)', [waitingJobs]);
    const { rows } = await client.query('SELECT wanted_workers($1, $2, $3) AS wanted', Object.values(scale));
    expect(rows[0].wanted, JSON.stringify({ work, scale })).toBe(wantedWorkers(work, scale));
  }
  await client.end();
});

test('the simulation reckons as the database how long the waiting runs take', async () => {
  const { database } = course;
  const { assignmentId, studentId } = await database.run.findFirstOrThrow();
  const draws = drawsOf(21);
  const networks = ['CNN', 'VGG16', 'VGG19'];
  for (const finished of [0, 1, 40, 250]) {
    await database.run.deleteMany();
    const row = (backbone: string) => ({
      id: randomUUID(),
      assignmentId,
      studentId,
      recipe: { backbone },
      recipeHash: '',
    });
    const ended = Array.from({ length: finished }, (_, index) => ({
      backbone: draws.one(networks),
      seconds: draws.exponential(draws.one([3, 600])),
      finishedAt: new Date(index * 1000),
    }));
    await database.run.createMany({
      data: ended.map(({ backbone, seconds, finishedAt }) => ({
        ...row(backbone),
        status: 'SUCCEEDED' as const,
        secondsUsed: seconds,
        finishedAt,
      })),
    });
    const waiting = Array.from({ length: 30 }, () => draws.one([...networks, 'ResNet50']));
    await database.run.createMany({ data: waiting.map(row) });
    const usual = usualSeconds(ended.slice(-200));
    const { waitingSeconds } = await readWantedWorkers(database, { slots: 1, drainSeconds: 60, ceiling: 10 });
    expect(waitingSeconds).toBeCloseTo(
      waiting.reduce((sum, backbone) => sum + usual(backbone), 0),
      6,
    );
  }
});
