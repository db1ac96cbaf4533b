import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundScore } from '../../server/runs/evaluation.service.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const question = `query($id: ID!) { leaderboard(assignmentId: $id) {
  isFinal entries { rank score runsSubmitted runId backbone weights student { name email }
    run { id evaluation { publicScore privateScore } } }
} }`;

interface Entry {
  rank: number;
  score: number;
  runsSubmitted: number;
  student: { name: string; email: string | null };
  run: { evaluation: { publicScore: number; privateScore: number | null } } | null;
}

it('rounds scores down to whole steps, and leaves whole steps as they are', () => {
  expect([0, 0.004999, 0.005, 0.8649, 0.865, 0.87, 1].map((score) => roundScore(score, 0.005))).toEqual([
    0, 0, 0.005, 0.86, 0.865, 0.87, 1,
  ]);
  for (let step = 0; step <= 200; step += 1)
    expect(roundScore(step * 0.005, 0.005)).toBe(Number((step * 0.005).toFixed(6)));
});

describe('the leaderboard', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let bob: SignedIn;
  let cyd: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    assignmentId = await room.assignment();
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    cyd = await room.student('Cyd');
    let minute = 0;
    const run = (
      student: SignedIn,
      publicScore: number,
      privateScore: number,
      status: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED',
    ) => {
      minute += 1;
      const submittedAt = new Date(Date.UTC(2026, 10, 24, 12, minute));
      return insertRun(server.database, {
        assignmentId,
        studentId: student.user.id,
        status,
        submittedAt,
        evaluation: { publicScore, privateScore },
      });
    };
    await run(bob, 0.6, 0.95);
    await run(bob, 0.8512, 0.7);
    await run(ada, 0.8549, 0.8);
    await run(cyd, 0.86, 0.6);
    await run(cyd, 0.99, 0.99, 'FAILED');
    await run(room.instructor, 1, 1);
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'CANCELLED' });
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING' });
  });
  afterAll(() => server.stop());

  const seenBy = async (client: SignedIn) =>
    (await dataOf(client.query(question, { id: assignmentId }))).leaderboard as { isFinal: boolean; entries: Entry[] };
  const summary = (entries: Entry[]) =>
    entries.map(({ rank, score, student, runsSubmitted }) => [rank, student.name, score, runsSubmitted]);

  it('ranks the best run of every student by its rounded public score while open; of equals, the earlier', async () => {
    const board = await seenBy(ada);
    expect(board.isFinal).toBe(false);
    expect(summary(board.entries)).toEqual([
      [1, 'Cyd', 0.86, 2],
      [2, 'Bob', 0.85, 2],
      [3, 'Ada', 0.85, 3],
    ]);
  });

  it("shows a student nobody else's run or address", async () => {
    const { entries } = await seenBy(ada);
    expect(entries.map(({ run }) => run !== null)).toEqual([false, false, true]);
    expect(entries.map(({ student }) => student.email)).toEqual([null, null, 'ada@example.org']);
    expect(entries[2]?.run?.evaluation).toEqual({ publicScore: 0.85, privateScore: null });
  });

  it('shows the staff every run, with the private score', async () => {
    const { entries } = await seenBy(room.instructor);
    expect(entries.map(({ run }) => run?.evaluation)).toEqual([
      { publicScore: 0.86, privateScore: 0.6 },
      { publicScore: 0.85, privateScore: 0.7 },
      { publicScore: 0.85, privateScore: 0.8 },
    ]);
  });

  it('ranks by the private score once the assignment has closed', async () => {
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt: new Date() } });
    const board = await seenBy(bob);
    expect(board.isFinal).toBe(true);
    expect(summary(board.entries)).toEqual([
      [1, 'Bob', 0.95, 2],
      [2, 'Ada', 0.8, 3],
      [3, 'Cyd', 0.6, 2],
    ]);
    expect(board.entries[0]?.run?.evaluation).toEqual({ publicScore: 0.6, privateScore: 0.95 });
  });
});
