import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const runFields = `id backbone student { name email } assignment { title quotaLeft course { title role }
  datasetVersion { dataset { name } } }
  lastEpoch { epoch } evaluation { publicScore privateScore } sealedEvaluation { testAcc } queuePosition
    epochs(maxPoints: 3) { epoch }`;
const questions = {
  leaderboard:
    'query($id: ID!) { leaderboard(assignmentId: $id) { isFinal entries { rank student { name email } ' +
    `run { ${runFields} } } } }`,
  runs: `query($id: ID!) { runs(assignmentId: $id, first: 200) { ${runFields} } }`,
  queue: `{ queue { entries { position run { ${runFields} } } } }`,
  course:
    'query($courseId: ID!) { course(id: $courseId) { members { user { name email } } assignments { ' +
    'quotaLeft isOpen } datasets { versions { id } } } }',
};

describe('the number of SQL statements', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let statements: string[] = [];
  beforeAll(async () => {
    server = await startTestServer({ onStatement: (sql) => statements.push(sql) });
    room = await openClassroom(server);
    assignmentId = await room.assignment();
  });
  afterAll(() => server.stop());

  const addStudents = async (from: number, to: number) => {
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    await server.database.user.createMany({
      data: numbers.map((number) => ({ id: `s${number}`, name: `S${number}`, email: `s${number}@example.org` })),
    });
    await server.database.enrollment.createMany({
      data: numbers.map((number) => ({ courseId: room.courseId, userId: `s${number}`, role: 'STUDENT' })),
    });
    for (const number of numbers) {
      const fields = { assignmentId, studentId: `s${number}`, epochs: 4 };
      await insertRun(server.database, { ...fields, status: 'SUCCEEDED', evaluation: { publicScore: number / 200 } });
      await insertRun(server.database, { ...fields, status: 'TRAINING' });
    }
  };
  // What the server does every second falls into some of eight tries.
  const count = async (client: SignedIn, document: string, variables: object) => {
    const tries: { statements: number; size: number }[] = [];
    for (let i = 0; i < 8; i += 1) {
      statements = [];
      const data = await dataOf(client.query(document, { ...variables }));
      tries.push({ statements: statements.length, size: JSON.stringify(data).length });
    }
    return tries.reduce((least, other) => (other.statements < least.statements ? other : least));
  };

  it('is the same for a leaderboard, a list, a queue and a course of 100 students as for two', async () => {
    await addStudents(0, 2);
    const variables = { id: assignmentId, courseId: room.courseId };
    const few: Record<string, { statements: number; size: number }> = {};
    for (const [name, document] of Object.entries(questions))
      few[name] = await count(room.instructor, document, variables);
    await addStudents(2, 100);
    for (const [name, document] of Object.entries(questions)) {
      const many = await count(room.instructor, document, variables);
      expect(many.size, name).toBeGreaterThan((few[name]?.size ?? 0) * 10);
      expect(many.statements, name).toBe(few[name]?.statements);
      expect(many.statements, name).toBeLessThanOrEqual(20);
    }
  });

  it('is small for the epochs of 100 runs', async () => {
    const runIds = (await server.database.run.findMany({ take: 100 })).map((run) => run.id);
    const document =
      'query($runIds: [ID!]!) { epochs(runIds: $runIds, metric: LOSS) { runId points { epoch value } } }';
    // Three of them find out who asks, and whether the account is secure enough for what it may do.
    expect((await count(room.instructor, document, { runIds })).statements).toBeLessThanOrEqual(7);
  });
});
