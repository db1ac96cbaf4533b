import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recipeSchema } from '#contracts/recipe';
import { type RunJob, runsQueue, sendRun } from '#prisma/queue';
import { releaseHeldRuns } from '#prisma/reservations';
import { recipeHash } from '../../../server/runs/recipeHash.ts';
import { claimRun } from '../../../worker/claims/claim.ts';
import { holdBack } from '../../../worker/queue/returnRun.ts';
import { SlotsReserved, serveReservation } from '../../../worker/reservations/slots.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

let course: ShapesCourse;
/** Ids of the assignments of two courses. */
const assignments: Record<'lab' | 'other', string> = { lab: '', other: '' };
let labCourseId: string;
let studentId: string;
let workerId: string;

beforeAll(async () => {
  course = await openShapesCourse();
  const { database } = course;
  const other = await database.assignment.findFirstOrThrow();
  const lab = await database.course.create({ data: { title: 'Lab', joinCode: 'LAB' } });
  labCourseId = lab.id;
  const { id, ...fields } = other;
  const made = await database.assignment.create({
    data: { ...fields, courseId: lab.id, starterRecipe: {}, allowed: {}, gradingRule: undefined } as never,
  });
  Object.assign(assignments, { other: id, lab: made.id });
  studentId = (await database.user.findFirstOrThrow()).id;
});

afterAll(() => course.close());

beforeEach(async () => {
  const { database } = course;
  await database.$executeRaw`DELETE FROM pgboss.job`;
  await database.run.deleteMany();
  await database.reservation.deleteMany();
  await database.worker.deleteMany();
  const worker = { host: 'here', engine: 'wasm', engineReason: 'x', environment: {} };
  workerId = (await database.worker.create({ data: { ...worker, concurrency: 3 } })).id;
});

/** Reserves workers of now, all day long in a zone of which it is noon or so. */
async function reserve(slots: number | null, timeZone = 'UTC'): Promise<Date> {
  const date = new Date().toISOString().slice(0, 10);
  await course.database.reservation.create({
    data: { courseId: labCourseId, date, fromMinute: 0, toMinute: 1440, timeZone, slots },
  });
  return new Date(Date.parse(date) + 24 * 3600_000);
}

async function submit(of: 'lab' | 'other', priority = 0): Promise<string> {
  const recipe = recipeSchema.parse({ backbone: 'CNN', inputSize: 46, seed: Math.floor(Math.random() * 1e6) });
  return course.database.$transaction(async (tx) => {
    const { id } = await tx.run.create({
      data: { id: randomUUID(), assignmentId: assignments[of], studentId, recipe, recipeHash: recipeHash(recipe) },
    });
    const jobId = await sendRun(course.queue, tx, { runId: id, priority });
    await tx.run.update({ where: { id }, data: { jobId } });
    return id;
  });
}

const fetchRun = async () => (await course.queue.fetch<RunJob>(runsQueue, { includeMetadata: true }))[0];
const claim = (runId: string) => claimRun(course.database, runId, workerId);

test('without a reservation runs are claimed in any number, and the queue stays as it is', async () => {
  for (let count = 0; count < 4; count += 1) expect(await claim(await submit('other'))).not.toBeNull();
  expect(await serveReservation(course.database)).toBe(false);
});

test('other courses share the slots that are not reserved, also when several workers claim at once', async () => {
  await reserve(2);
  const runs = await Promise.all(Array.from({ length: 4 }, () => submit('other')));
  const claims = await Promise.allSettled(runs.map(claim));
  expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const claimed of claims) if (claimed.status === 'rejected') expect(claimed.reason).toBeInstanceOf(SlotsReserved);
  for (let count = 0; count < 2; count += 1) expect(await claim(await submit('lab'))).not.toBeNull();
});

test('the run of another course that trained before goes on, though its hour has passed', async () => {
  const runId = await submit('other');
  await claim(runId);
  await reserve(null);
  expect(await claim(runId)).toMatchObject({ attempt: 2 });
});

test("the course's runs go first on as many slots as it reserved, others keep their order on the rest", async () => {
  const others = [await submit('other', 5), await submit('other'), await submit('other')];
  const labs = [await submit('lab'), await submit('lab'), await submit('lab')];
  const endsAt = await reserve(2);
  expect(await serveReservation(course.database)).toBe(true);
  const handedOut: (string | undefined)[] = [];
  for (let turn = 0; turn < 4; turn += 1) handedOut.push((await fetchRun())?.data.runId);
  // Two reserved slots, then the queue's own order: the third slot's first run, then the lab's last one.
  expect(handedOut).toEqual([labs[0], labs[1], others[0], labs[2]]);
  expect(await fetchRun()).toBeUndefined();
  const held = await course.queue.findJobs(runsQueue, { data: { runId: others[1]! } });
  expect(held[0]!.startAfter).toEqual(endsAt);
});

test('a slot that gets free lets the next run of the others go, in its old place', async () => {
  const [first, second, third] = [await submit('other'), await submit('other'), await submit('other')];
  await reserve(2);
  await serveReservation(course.database);
  expect((await fetchRun())?.data.runId).toBe(first);
  await claim(first);
  await serveReservation(course.database);
  expect(await fetchRun()).toBeUndefined();
  await course.database.run.update({ where: { id: first }, data: { status: 'SUCCEEDED' } });
  await serveReservation(course.database);
  expect((await fetchRun())?.data.runId).toBe(second);
  expect(await fetchRun()).toBeUndefined();
  expect(third).toBeDefined();
});

test('a run that was fetched too early is held back until the end and keeps its place', async () => {
  const [early, late] = [await submit('other'), await submit('other')];
  const endsAt = await reserve(null);
  const job = (await fetchRun())!;
  expect(job.data.runId).toBe(early);
  await expect(claim(early)).rejects.toThrow(SlotsReserved);
  await holdBack(course.database, course.queue, job, endsAt);
  await serveReservation(course.database);
  expect(await fetchRun()).toBeUndefined();

  // The reservation is removed: both go, in their order.
  await course.database.reservation.deleteMany();
  await course.database.$transaction(releaseHeldRuns);
  expect((await fetchRun())?.data.runId).toBe(early);
  expect((await fetchRun())?.data.runId).toBe(late);
});
