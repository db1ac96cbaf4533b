import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BoardRoom, openBoardRoom } from '../setup/board.ts';

let room: BoardRoom;
beforeEach(async () => {
  room = await openBoardRoom(3);
});
afterEach(() => room.close());

const counted = async () => {
  const rows = await room.database.standing.findMany({ orderBy: { submittedAt: 'asc' } });
  return rows.map(({ participantId, runId }) => [room.students.indexOf(participantId), runId]);
};

test('the best rounded public score counts; of equals the earlier run; each run that ends writes its row', async () => {
  await room.set({ scoreStep: 0.05 });
  await room.run(0, 0, 0.5);
  const best = await room.run(0, 1, 0.71);
  await room.run(0, 2, 0.74);
  await room.run(0, 3, 0.6);
  const other = await room.run(1, 4, 0.9);
  expect(await counted()).toEqual([
    [0, best],
    [1, other],
  ]);
  const [row] = await room.database.standing.findMany({ where: { runId: best } });
  expect(row).toMatchObject({ publicScore: 0.7, privateScore: 0.71, runsSubmitted: 4, publicImages: 100, revision: 1 });
});

test('a changed rule counts other runs: the last, or the best of those that were chosen', async () => {
  const chosen = await room.run(0, 0, 0.5, { chosenAt: new Date() });
  await room.run(0, 1, 0.9);
  const last = await room.run(0, 2, 0.6);
  await room.set({ countingRule: 'LAST' });
  await room.rebuild();
  expect(await counted()).toEqual([[0, last]]);
  await room.set({ countingRule: 'CHOSEN' });
  await room.rebuild();
  expect(await counted()).toEqual([[0, chosen]]);
});

test('late days are taken off before runs are compared', async () => {
  await room.set({ latePenalty: 0.2 });
  const early = await room.run(0, 0, 0.8);
  await room.run(0, 1, 0.9, { daysLate: 1 });
  expect(await counted()).toEqual([[0, early]]);
  const late = await room.run(0, 2, 1, { daysLate: 1 });
  await room.set({ latePenalty: 0.1 });
  await room.rebuild();
  expect(await counted()).toEqual([[0, late]]);
});

test('of a loss the lowest counts, and late days make it worse', async () => {
  await room.set({ metric: 'LOG_LOSS', scoreStep: 0.1, latePenalty: 0.5 });
  await room.run(0, 0, 0.9);
  const best = await room.run(0, 1, 0.42);
  await room.run(0, 2, 0.48);
  expect(await counted()).toEqual([[0, best]]);
  await room.run(0, 3, 0.3, { daysLate: 1 });
  expect(await counted()).toEqual([[0, best]]);
  const late = await room.run(0, 4, 0.1, { daysLate: 1 });
  expect(await counted()).toEqual([[0, late]]);
  const [row] = await room.database.standing.findMany();
  expect(row).toMatchObject({ publicScore: 0.1 });
});

test('an outdated row keeps the step and the direction of its revision', async () => {
  await room.set({ scoreStep: 0.05 });
  await room.run(0, 0, 0.5);
  const best = await room.run(0, 1, 0.74);
  const { assignmentId, database } = room;
  const { datasetVersionId, seed, metric, publicShare } = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
  });
  await database.assignmentRevision.create({
    data: { assignmentId, revision: 1, datasetVersionId, seed, metric, publicShare, scoreStep: 0.05 },
  });
  await room.set({ revision: 2, scoreStep: 0.5, metric: 'LOG_LOSS' });
  await room.rebuild();
  const [row] = await database.standing.findMany();
  expect(row).toMatchObject({ runId: best, publicScore: 0.7, revision: 1 });
});

test('runs of an older revision count only where there is none of the newest', async () => {
  const old = await room.run(0, 0, 0.99);
  const other = await room.run(1, 1, 0.5);
  await room.set({ revision: 2 });
  const fresh = await room.run(0, 2, 0.4, { revision: 2 });
  await room.rebuild();
  expect(await counted()).toEqual([
    [1, other],
    [0, fresh],
  ]);
  expect(await room.database.standing.count({ where: { runId: old } })).toBe(0);
});

test('a removed student has no place, and gets it back with readmission', async () => {
  const run = await room.run(0, 0, 0.5);
  const remove = (removedAt: Date | null) =>
    room.database.enrollment.updateMany({ where: { userId: room.students[0]! }, data: { removedAt } });
  await remove(new Date());
  await room.rebuild();
  expect(await counted()).toEqual([]);
  await remove(null);
  await room.rebuild();
  expect(await counted()).toEqual([[0, run]]);
});

test('a team has one row, for all runs of its members', async () => {
  const { assignmentId, students } = room;
  await room.run(0, 0, 0.9);
  const team = await room.database.team.create({
    data: {
      assignmentId,
      name: 'Two',
      joinCode: 'TEAM',
      members: { create: [0, 1].map((index) => ({ assignmentId, userId: students[index]! })) },
    },
  });
  await room.run(0, 1, 0.5, { teamId: team.id });
  const best = await room.run(1, 2, 0.6, { teamId: team.id });
  await room.rebuild();
  const rows = await room.database.standing.findMany();
  expect(rows.map(({ participantId, teamId, studentId, runId }) => [participantId, teamId, studentId, runId])).toEqual([
    [team.id, team.id, null, best],
  ]);
});

test('a rerun stands for its original, with the time at which that was submitted', async () => {
  const original = await room.run(0, 0, 0.5, { chosenAt: new Date() });
  await room.set({ revision: 2, countingRule: 'CHOSEN' });
  await room.run(0, 30, 0.9, { revision: 2 });
  const rerun = await room.run(0, 50, 0.4, { revision: 2, rerunOf: original });
  await room.rebuild();
  const [row] = await room.database.standing.findMany();
  expect(row).toMatchObject({ runId: rerun, submittedAt: new Date(Date.UTC(2026, 10, 2, 9, 0)) });
});

test('the mean of the first seeds of one network counts, and nothing before they are complete', async () => {
  await room.set({ seedsCounted: 2, scoreStep: 0.01 });
  const network = (seed: number, dropout = 0) => ({ recipe: { seed, head: { dropout } } });
  const first = await room.run(0, 0, 0.5, network(1));
  await room.run(0, 1, 0.99, network(1, 0.5));
  expect(await counted()).toEqual([]);
  const second = await room.run(0, 2, 0.6, network(2));
  await room.run(0, 3, 1, network(3));
  const [row] = await room.database.standing.findMany();
  expect(row).toMatchObject({ runId: first, runIds: [first, second], publicScore: 0.55 });
});

test('the board is kept as it stood at its freeze, before the first change after it', async () => {
  const before = await room.run(0, 0, 0.5);
  await room.set({ freezeAt: new Date(Date.now() - 1000) });
  const after = await room.run(0, 1, 0.9);
  await room.run(1, 2, 0.9);
  const frozen = async () => (await room.database.frozenStanding.findMany()).map(({ runId }) => runId);
  expect(await frozen()).toEqual([before]);
  expect((await counted())[0]).toEqual([0, after]);
  await room.set({ freezeAt: null });
  await room.rebuild();
  expect(await frozen()).toEqual([]);
});

test('scores alone separate only what no overlap of right images explains', async () => {
  await room.run(0, 0, 0.55);
  await room.run(1, 1, 0.6);
  await room.run(2, 2, 0.99);
  await room.rebuild();
  const rows = await room.database.standing.findMany({ orderBy: { submittedAt: 'asc' } });
  expect(rows.map(({ place, finalPlace, isPaired }) => [place, finalPlace, isPaired])).toEqual([
    [2, 2, false],
    [2, 2, false],
    [1, 1, false],
  ]);
});

test('students get different pseudonyms that stay', async () => {
  await room.run(0, 0, 0.5);
  const names = async () =>
    (await room.database.enrollment.findMany({ orderBy: { userId: 'asc' } })).map(({ pseudonym }) => pseudonym);
  const first = await names();
  expect(new Set(first).size).toBe(3);
  expect(first).not.toContain(null);
  await room.run(1, 1, 0.5);
  expect(await names()).toEqual(first);
});
