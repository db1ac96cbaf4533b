import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameterCounts } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';
import { openObjectStore } from '#prisma/objectStore';
import { type Client, clientOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const list = `query($assignmentId: ID!, $studentId: ID, $statuses: [RunStatus!], $first: Int! = 50, $after: ID) {
  runs(assignmentId: $assignmentId, studentId: $studentId, statuses: $statuses, first: $first, after: $after) { id }
}`;

describe('runs', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let bob: SignedIn;
  const ids: string[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment();
    for (let minute = 0; minute < 6; minute += 1) {
      const studentId = minute % 2 === 0 ? ada.user.id : bob.user.id;
      const status = minute < 2 ? 'SUCCEEDED' : 'TRAINING';
      const submittedAt = new Date(Date.UTC(2026, 10, 24, 12, minute));
      ids.unshift((await insertRun(server.database, { assignmentId, studentId, status, submittedAt })).id);
    }
  });
  afterAll(() => server.stop());

  const listed = async (client: SignedIn, variables: object = {}) =>
    (await dataOf(client.query(list, { assignmentId, ...variables }))).runs.map((run: { id: string }) => run.id);

  it('are listed newest first: all to the staff, their own to a student', async () => {
    expect(await listed(room.instructor)).toEqual(ids);
    expect(await listed(room.instructor, { studentId: bob.user.id, statuses: ['TRAINING'] })).toEqual([ids[0], ids[2]]);
    expect(await listed(ada)).toEqual([ids[1], ids[3], ids[5]]);
    expect(await listed(ada, { studentId: ada.user.id })).toEqual([ids[1], ids[3], ids[5]]);
    expect(await codeOf(ada.query(list, { assignmentId, studentId: bob.user.id }))).toBe('FORBIDDEN');
  });

  it('have files for their student and the staff, and for nobody else', async () => {
    const { id } = await server.database.export.create({ data: { runId: ids[5]!, format: 'onnx' } });
    const statusFor = async (client: Client) => (await client.fetch(`/exports/${id}`)).status;
    const request = (client: Client, run: string) =>
      codeOf(client.query(`mutation { exportRun(input: { runId: "${run}", format: onnx }) { id } }`));
    expect(await request(bob, ids[5]!)).toBe('FORBIDDEN');
    expect(await request(clientOf(server.url), ids[5]!)).toBe('UNAUTHENTICATED');
    expect(await request(ada, ids[3]!)).toBe('RUN_NOT_SUCCEEDED');
    expect(await request(ada, ids[5]!)).toBe('MODEL_NOT_KEPT');
    // It is not written yet.
    for (const client of [ada, room.instructor]) expect(await statusFor(client)).toBe(404);
    expect(await statusFor(bob)).toBe(403);
    expect(await statusFor(clientOf(server.url))).toBe(401);
    const address = await openObjectStore(server.options.directories.objects).put(Buffer.from('a network'));
    await server.database.export.update({ where: { id }, data: { address, finishedAt: new Date() } });
    const written = await ada.fetch(`/exports/${id}`);
    expect(await written.text()).toBe('a network');
    expect(written.headers.get('cache-control')).toBe('private, no-store');
    expect(written.headers.get('content-disposition')).toMatch(/^attachment; filename="run-/);
    expect(await statusFor(bob)).toBe(403);
  });

  it('tell their student of a public score what was answered, and no more in the older field', async () => {
    const told = async (answer: { answerLow: number; answerHigh: number }) => {
      const { id } = await insertRun(server.database, {
        assignmentId: await room.assignment(),
        studentId: ada.user.id,
        status: 'SUCCEEDED',
        evaluation: { publicScore: 0.83719133, answered: false, ...answer },
      });
      const document = 'query($id: ID!) { run(id: $id) { evaluation { publicScore public { low high } } } }';
      return (await dataOf(ada.query(document, { id }))).run.evaluation;
    };
    expect(await told({ answerLow: 0, answerHigh: 0.6 })).toEqual({
      publicScore: 0.595,
      public: { low: 0, high: 0.6 },
    });
    expect(await told({ answerLow: 0, answerHigh: 1 })).toEqual({ publicScore: 0, public: { low: 0, high: 1 } });
  });

  it('say why nothing is told of a score: to the student without the score, to staff beside it', async () => {
    const due = await room.assignment();
    const { id } = await insertRun(server.database, {
      assignmentId: due,
      studentId: ada.user.id,
      status: 'SUCCEEDED',
      evaluation: { publicScore: 0.8371, answered: false, answerLow: 0, answerHigh: 1, untold: 'SAME_CLASS' },
    });
    const read = async (reader: SignedIn) => {
      const document = 'query($id: ID!) { run(id: $id) { evaluation { untold public { low high } } } }';
      return (await dataOf(reader.query(document, { id }))).run.evaluation;
    };
    const exact = { low: expect.closeTo(0.8371, 4), high: expect.closeTo(0.8371, 4) };
    expect(await read(ada)).toEqual({ untold: 'SAME_CLASS', public: { low: 0, high: 1 } });
    expect(await read(room.instructor)).toEqual({ untold: 'SAME_CLASS', public: exact });
    await server.database.assignment.update({ where: { id: due }, data: { finalAt: new Date(Date.now() - 60_000) } });
    expect(await read(ada)).toEqual({ untold: null, public: exact });
  });

  it('come in pages', async () => {
    expect(await listed(room.instructor, { first: 2 })).toEqual(ids.slice(0, 2));
    expect(await listed(room.instructor, { first: 3, after: ids[1] })).toEqual(ids.slice(2, 5));
    expect(await listed(room.instructor, { after: ids[5] })).toEqual([]);
    // The run before the page need not be one of those asked for any more.
    expect(await listed(room.instructor, { after: ids[1], statuses: ['SUCCEEDED'] })).toEqual([ids[4], ids[5]]);
    expect(await codeOf(room.instructor.query(list, { assignmentId, first: 0 }))).toBe('BAD_USER_INPUT');
  });

  it('do not begin after something that is none of them', async () => {
    expect(await codeOf(ada.query(list, { assignmentId, after: 'nonsense' }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(ada.query(list, { assignmentId, after: ids[0] }))).toBe('BAD_USER_INPUT');
    const elsewhere = await room.assignment();
    expect(await codeOf(ada.query(list, { assignmentId: elsewhere, after: ids[1] }))).toBe('BAD_USER_INPUT');
  });

  it('are seen one by one by their owner and the staff', async () => {
    const one = 'query($id: ID!) { run(id: $id) { student { name } backbone } }';
    expect(await dataOf(ada.query(one, { id: ids[1] }))).toEqual({
      run: { student: { name: 'Ada' }, backbone: 'CNN' },
    });
    expect(await codeOf(bob.query(one, { id: ids[1] }))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query(one, { id: ids[1] }))).toBeUndefined();
    expect(await codeOf(ada.query(one, { id: 'nonsense' }))).toBe('NOT_FOUND');
  });

  it('say why they failed, but tell a student no file name', async () => {
    const failed = 'query($id: ID!) { run(id: $id) { failure { code message fault } } }';
    const fields = {
      assignmentId,
      studentId: ada.user.id,
      status: 'FAILED',
      failureMessage: 'Expected an image in test/food/secret.png.',
    } as const;
    const image = await insertRun(server.database, { ...fields, failureCode: 'BAD_IMAGE' });
    const loss = await insertRun(server.database, {
      ...fields,
      failureCode: 'NAN_LOSS',
      failureMessage: 'The loss became NaN in epoch 3.',
    });
    const seen = (await dataOf(ada.query(failed, { id: image.id }))).run.failure;
    expect(seen).toMatchObject({ code: 'BAD_IMAGE', fault: 'SYSTEM' });
    expect(seen.message).not.toContain('secret');
    expect((await dataOf(room.instructor.query(failed, { id: image.id }))).run.failure.message).toContain('secret.png');
    expect((await dataOf(ada.query(failed, { id: loss.id }))).run.failure).toEqual({
      code: 'NAN_LOSS',
      fault: 'STUDENT',
      message: 'The loss became NaN in epoch 3.',
    });
  });

  it('show what a worker does while one has them', async () => {
    const progress = { phase: 'FEATURES', done: 12, total: 290, etaSeconds: null };
    const fields = { assignmentId, studentId: ada.user.id, progress };
    const seen = async (status: 'PREPARING' | 'SUCCEEDED', more: object = {}) => {
      const { id } = await insertRun(server.database, { ...fields, status, ...more });
      return (
        await dataOf(
          ada.query('query($id: ID!) { run(id: $id) { progress { phase done total etaSeconds } seconds } }', { id }),
        )
      ).run;
    };
    expect(await seen('PREPARING')).toEqual({ progress, seconds: null });
    const times = { startedAt: new Date('2026-11-24T12:00:00Z'), finishedAt: new Date('2026-11-24T12:01:02.500Z') };
    expect(await seen('SUCCEEDED', times)).toEqual({ progress: null, seconds: 62.5 });
  });

  it('say how many parameters each stage trains, once a worker has built the network', async () => {
    const recipe = {
      backbone: 'MobileNetV2',
      inputSize: 96,
      stages: [{ freeze: { before: 'block_15_expand' }, optimizer: { name: 'adam' as const }, epochs: 2 }],
    } as const;
    const { trainableByStage } = parameterCounts(recipeSchema.parse(recipe), 2);
    const read = async (trainableParams: number | null) => {
      const fields = { assignmentId, studentId: ada.user.id, recipe, trainableParams };
      const { id } = await insertRun(server.database, fields);
      return (await dataOf(ada.query('query($id: ID!) { run(id: $id) { trainableParamsByStage } }', { id }))).run
        .trainableParamsByStage;
    };
    expect(await read(trainableByStage[0]!)).toEqual(trainableByStage);
    expect(trainableByStage[1]).toBeGreaterThan(trainableByStage[0]!);
    expect(await read(null)).toBe(null);
  });
});
