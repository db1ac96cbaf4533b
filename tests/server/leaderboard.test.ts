import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildStandings } from '#prisma/standings';
import { roundScore } from '../../server/runs/scoreRange.ts';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const question = `query($id: ID!) { leaderboard(assignmentId: $id) {
  isFinal entries { place rank score scoreRange { low high images seeds } runsSubmitted runId backbone weights
    student { name email }
    run { id evaluation { publicScore privateScore } } }
} }`;

interface Entry {
  place: number;
  rank: number;
  scoreRange: object;
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
    assignmentId = await room.assignment({ scoreStep: 0.01 });
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
        evaluation: { publicScore, privateScore, testImages: 400, publicImages: 200 },
      });
    };
    await run(bob, 0.6, 0.95);
    await run(bob, 0.85, 0.7);
    await run(ada, 0.855, 0.8);
    await run(cyd, 0.5, 0.6);
    await run(cyd, 0.99, 0.99, 'FAILED');
    await run(room.instructor, 1, 1);
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'CANCELLED' });
    await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING' });
    await server.database.$transaction((tx) => rebuildStandings(tx, assignmentId));
  });
  afterAll(() => server.stop());

  it('counts the days of submissions by the clock of the course', async () => {
    const days = async (timeZone: string) => {
      await server.database.course.update({ where: { id: room.courseId }, data: { timeZone } });
      const query = 'query($id: ID!) { leaderboard(assignmentId: $id) { statistics { days { day runs } } } }';
      return (await dataOf(ada.query(query, { id: assignmentId }))).leaderboard.statistics.days;
    };
    // Five of students at noon in Greenwich; on the line of the date it is the next day.
    expect(await days('UTC')).toContainEqual({ day: '2026-11-24', runs: 5 });
    expect(await days('Pacific/Auckland')).toContainEqual({ day: '2026-11-25', runs: 5 });
    await server.database.course.update({ where: { id: room.courseId }, data: { timeZone: 'UTC' } });
  });

  const seenBy = async (client: SignedIn) =>
    (await dataOf(client.query(question, { id: assignmentId }))).leaderboard as { isFinal: boolean; entries: Entry[] };
  const summary = (entries: Entry[]) =>
    entries.map(({ place, rank, score, student, runsSubmitted }) => [place, rank, student.name, score, runsSubmitted]);

  it('gives a place to the best public run of every student; within a place the earlier run is first', async () => {
    const board = await seenBy(ada);
    expect(board.isFinal).toBe(false);
    expect(summary(board.entries)).toEqual([
      [1, 1, 'Bob', 0.85, 2],
      [1, 2, 'Ada', 0.85, 3],
      [3, 3, 'Cyd', 0.5, 2],
    ]);
  });

  it('says how many share a place, which the test cannot tell apart', async () => {
    const shared = `query($id: ID!) { leaderboard(assignmentId: $id) {
      own { place participants sharedBy } entriesPage { nodes { place sharedBy } } } }`;
    const boardOf = async (client: SignedIn) => (await dataOf(client.query(shared, { id: assignmentId }))).leaderboard;
    const { own, entriesPage } = await boardOf(ada);
    expect(own).toEqual({ place: 1, participants: 3, sharedBy: 2 });
    expect(entriesPage.nodes).toEqual([
      { place: 1, sharedBy: 2 },
      { place: 1, sharedBy: 2 },
      { place: 3, sharedBy: 1 },
    ]);
    expect((await boardOf(cyd)).own).toEqual({ place: 3, participants: 3, sharedBy: 1 });
  });

  it('says which scores a rounded score stands for, and the staff the score itself', async () => {
    const ranges = async (client: SignedIn) => (await seenBy(client)).entries.map(({ scoreRange }) => scoreRange);
    expect((await ranges(ada))[1]).toEqual({ low: 0.85, high: 0.855, images: 200, seeds: 1 });
    expect((await ranges(room.instructor))[1]).toEqual({ low: 0.855, high: 0.855, images: 200, seeds: 1 });
  });

  it("shows a student nobody else's run or address", async () => {
    const { entries } = await seenBy(ada);
    expect(entries.map(({ run }) => run !== null)).toEqual([false, true, false]);
    expect(entries.map(({ student }) => student.email)).toEqual([null, 'ada@example.org', null]);
    expect(entries[1]?.run?.evaluation).toEqual({ publicScore: 0.85, privateScore: null });
  });

  it('shows the staff every run, with the private score', async () => {
    const { entries } = await seenBy(room.instructor);
    expect(entries.map(({ run }) => run?.evaluation)).toEqual([
      { publicScore: 0.85, privateScore: 0.7 },
      { publicScore: 0.85, privateScore: 0.8 },
      { publicScore: 0.5, privateScore: 0.6 },
    ]);
  });

  it('answers pages, each after the one before, and how many entries there are', async () => {
    const page = async (after?: string) => {
      const { leaderboard } = await dataOf(
        ada.query(
          `query($id: ID!, $after: String) { leaderboard(assignmentId: $id) { entriesPage(first: 2, after: $after) {
            totalCount nodes { name isOwn } pageInfo { hasNextPage endCursor } } } }`,
          { id: assignmentId, after },
        ),
      );
      return leaderboard.entriesPage;
    };
    const first = await page();
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ name: 'Bob' }, { name: 'Ada', isOwn: true }] });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({
      nodes: [{ name: 'Cyd', isOwn: false }],
      pageInfo: { hasNextPage: false },
    });
  });

  const set = async (input: object) =>
    dataOf(
      room.instructor.query('mutation($input: SetBoardInput!) { setBoard(input: $input) { mode freezeAt } }', {
        input: { assignmentId, ...input },
      }),
    );
  const wholeBoard = `query($id: ID!, $asStudent: Boolean, $names: Boolean) {
    leaderboard(assignmentId: $id, asStudent: $asStudent, names: $names) {
      showsOthers hasNames isFrozen own { place participants sharedBy quartile answersLeft entry { name pseudonym } }
      entries { name pseudonym runId student { id name } run { id } curve { epoch } }
      entriesPage { edges { cursor } nodes { name runId run { id } places(first: 5) { place } } } } }`;
  const boardOf = async (client: SignedIn, variables: object = {}) =>
    (await dataOf(client.query(wholeBoard, { id: assignmentId, ...variables }))).leaderboard;
  /** What would tell who the others are. */
  const identities = async () => {
    const runs = await server.database.run.findMany({ where: { studentId: { not: ada.user.id } } });
    return [...runs.map(({ id }) => id), bob.user.id, cyd.user.id, 'Bob', 'Cyd', 'bob@', 'cyd@'];
  };

  it('keeps pseudonyms in all that a student can ask of a board, and on the projector', async () => {
    await set({ mode: 'PSEUDONYMS' });
    const board = await boardOf(ada);
    const text = (answer: unknown) =>
      JSON.stringify(answer) +
      board.entriesPage.edges.map(({ cursor }: { cursor: string }) => Buffer.from(cursor, 'base64url').toString());
    for (const identity of await identities()) expect(text(board)).not.toContain(identity);
    expect(board.entries).toHaveLength(3);
    expect(board.entries[1]).toMatchObject({ name: 'Ada', student: { id: ada.user.id } });
    expect(new Set(board.entries.map(({ name }: { name: string }) => name)).size).toBe(3);
    const projected = await boardOf(room.instructor, { asStudent: true, names: false });
    for (const identity of [...(await identities()), 'Ada']) expect(text(projected)).not.toContain(identity);
    expect((await boardOf(room.instructor)).entries[0]).toMatchObject({
      name: 'Bob',
      pseudonym: board.entries[0].name,
    });
  });

  it('answers the curves of others with the board alone where it shows no names', async () => {
    const run = await server.database.run.findFirstOrThrow({ where: { studentId: bob.user.id } });
    const curves = (client: SignedIn) =>
      codeOf(client.query('query($ids: [ID!]!) { epochs(runIds: $ids) { runId } }', { ids: [run.id] }));
    expect([await curves(ada), await curves(bob), await curves(room.instructor)]).toEqual([
      'FORBIDDEN',
      undefined,
      undefined,
    ]);
    await set({ mode: 'FULL' });
    expect(await curves(ada)).toBe(undefined);
  });

  const statisticsOf = async (client: SignedIn) => {
    const document = 'query($id: ID!) { leaderboard(assignmentId: $id) { statistics { participants } } }';
    return (await dataOf(client.query(document, { id: assignmentId }))).leaderboard.statistics;
  };

  it("shows one's own place alone, or nothing, as the staff chooses", async () => {
    await set({ mode: 'OWN' });
    const own = await boardOf(cyd);
    expect(own).toMatchObject({ showsOthers: false, own: { place: 3, participants: 3, sharedBy: 1, answersLeft: 19 } });
    expect(own.entries.map(({ name }: { name: string }) => name)).toEqual(['Cyd']);
    expect(own.entriesPage.nodes).toHaveLength(1);
    expect(await statisticsOf(cyd)).toBeNull();
    expect(await statisticsOf(room.instructor)).toEqual({ participants: 3 });
    await set({ mode: 'OFF' });
    expect(await boardOf(cyd)).toMatchObject({ own: null, entries: [], entriesPage: { nodes: [] } });
    expect((await boardOf(room.instructor)).entries).toHaveLength(3);
    await set({ mode: 'FULL' });
  });

  it('shows students the board as it stood when it was frozen, and the staff as it is', async () => {
    await set({ freezeAt: new Date().toISOString() });
    await insertRun(server.database, {
      assignmentId,
      studentId: cyd.user.id,
      status: 'SUCCEEDED',
      submittedAt: new Date(Date.UTC(2026, 10, 24, 13)),
      evaluation: { publicScore: 0.85, privateScore: 0.6, testImages: 400, publicImages: 200 },
    });
    expect((await boardOf(ada)).isFrozen).toBe(true);
    expect(summary((await seenBy(ada)).entries)[2]).toEqual([3, 3, 'Cyd', 0.5, 2]);
    expect(summary((await seenBy(room.instructor)).entries)[2]).toEqual([1, 3, 'Cyd', 0.85, 3]);
    // Nor do they see what moves in the distribution of the scores, or in where somebody stood.
    expect(await statisticsOf(ada)).toBeNull();
    expect(await statisticsOf(room.instructor)).not.toBeNull();
    const hour = 3_600_000;
    const stood = { assignmentId, participantId: ada.user.id, participants: 3, answerLow: 0.8, answerHigh: 0.9 };
    const rows = [-2, 2].map((hours) => ({ ...stood, hour: new Date(Date.now() + hours * hour), place: hours + 3 }));
    await server.database.placeHistory.createMany({ data: rows });
    const placesOf = async (client: SignedIn) => {
      const document =
        'query($id: ID!) { leaderboard(assignmentId: $id) { ' +
        'entries(first: 10) { name places(first: 10) { place } } } }';
      const { entries } = (await dataOf(client.query(document, { id: assignmentId }))).leaderboard;
      const { places } = entries.find(({ name }: { name: string }) => name === 'Ada');
      return places.map(({ place }: { place: number }) => place);
    };
    expect(await placesOf(ada)).toEqual([1]);
    expect(await placesOf(room.instructor)).toEqual([1, 5]);
    await set({ freezeAt: null });
    expect(await placesOf(ada)).toEqual([1, 5]);
    await server.database.placeHistory.deleteMany();
    expect(summary((await seenBy(ada)).entries)[2]).toEqual([1, 3, 'Cyd', 0.85, 3]);
  });

  it('lets only staff change it, and refuses a freeze in the past', async () => {
    const change = 'mutation($input: SetBoardInput!) { setBoard(input: $input) { mode } }';
    const code = (client: SignedIn, input: object) =>
      codeOf(client.query(change, { input: { assignmentId, ...input } }));
    expect(await code(ada, { mode: 'OFF' })).toBe('FORBIDDEN');
    expect(await code(room.instructor, { freezeAt: '2020-01-01T00:00:00Z' })).toBe('BAD_USER_INPUT');
    expect(await code(room.instructor, { seedsCounted: 9 })).toBe('BAD_USER_INPUT');
    const entries = await server.database.auditEntry.findMany({ where: { action: 'assignment.board' } });
    expect(entries[0]?.changes).toEqual({ boardMode: ['FULL', 'PSEUDONYMS'] });
  });

  it('puts late runs into a section of their own', async () => {
    await server.database.run.updateMany({ where: { studentId: bob.user.id }, data: { daysLate: 2 } });
    await server.database.$transaction((tx) => rebuildStandings(tx, assignmentId));
    const { leaderboard } = await dataOf(
      ada.query('query($id: ID!) { leaderboard(assignmentId: $id) { entries { section place daysLate name } } }', {
        id: assignmentId,
      }),
    );
    expect(leaderboard.entries).toEqual([
      { section: 'IN_TIME', place: 1, daysLate: 0, name: 'Ada' },
      { section: 'IN_TIME', place: 1, daysLate: 0, name: 'Cyd' },
      { section: 'LATE', place: 1, daysLate: 2, name: 'Bob' },
    ]);
    await server.database.run.updateMany({ where: { studentId: bob.user.id }, data: { daysLate: 0 } });
    await server.database.$transaction((tx) => rebuildStandings(tx, assignmentId));
  });

  it('shows the private scores of the same runs once the last extension has ended', async () => {
    const close = (closesAt: Date, finalAt: Date | null) =>
      server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt, finalAt } });
    await close(new Date(), new Date(Date.now() + 3_600_000));
    expect((await seenBy(bob)).isFinal).toBe(false);
    expect((await seenBy(bob)).entries[0]?.run?.evaluation.privateScore).toBe(null);
    await close(new Date(), null);
    const board = await seenBy(bob);
    expect(board.isFinal).toBe(true);
    expect(summary(board.entries)).toEqual([
      [1, 1, 'Bob', 0.7, 2],
      [1, 2, 'Ada', 0.8, 3],
      [2, 3, 'Cyd', 0.6, 3],
    ]);
    expect(board.entries[1]?.scoreRange).toEqual({ low: 0.8, high: 0.8, images: 200, seeds: 1 });
    expect(board.entries[0]?.run?.evaluation).toEqual({ publicScore: 0.85, privateScore: 0.7 });
  });
});
