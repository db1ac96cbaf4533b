import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#prisma/client';
import { clientOf, codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const submit = `mutation($input: SubmitRunInput!) {
  submitRun(input: $input) { alreadySubmitted run { id status recipe backbone weights seed plannedEpochs
    queuePosition student { id } } }
}`;
const day = 24 * 60 * 60 * 1000;

describe('submitting a run', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
  });
  afterAll(() => server.stop());

  const send = (client: SignedIn, assignmentId: string, recipe: unknown = { backbone: 'CNN', inputSize: 46 }) =>
    client.query(submit, { input: { assignmentId, recipe } });
  const jobs = () =>
    server.database.$queryRaw<
      { id: string; priority: number; data: unknown }[]
    >`SELECT id::text, priority, data FROM pgboss.job WHERE name = 'runs' ORDER BY created_on`;

  it('queues it with every default filled in, its job beside it', async () => {
    const assignmentId = await room.assignment();
    const { submitRun } = await dataOf(send(ada, assignmentId, { backbone: 'CNN', inputSize: 46, seed: 7 }));
    expect(submitRun).toMatchObject({
      alreadySubmitted: false,
      run: {
        status: 'QUEUED',
        backbone: 'CNN',
        weights: 'random',
        seed: 7,
        plannedEpochs: 20,
        queuePosition: 1,
        student: { id: ada.user.id },
      },
    });
    expect(submitRun.run.recipe).toMatchObject({ optimizer: { name: 'rmsprop', learningRate: 0.001 }, freeze: 'none' });
    const run = await server.database.run.findUniqueOrThrow({ where: { id: submitRun.run.id } });
    expect(await jobs()).toEqual([{ id: run.jobId, priority: 0, data: { runId: run.id } }]);
  });

  it('writes neither the row nor the job when one of them fails', async () => {
    const assignmentId = await room.assignment();
    const before = { rows: await server.database.run.count(), jobs: await jobs() };
    const owner = connect(server.ownerUrl, { poolSize: 1 });
    await owner.$executeRawUnsafe(
      `ALTER TABLE run ADD CONSTRAINT no_job_here CHECK ("assignmentId" <> '${assignmentId}' OR "jobId" IS NULL)`,
    );
    expect(await codeOf(send(ada, assignmentId))).toBe('INTERNAL_SERVER_ERROR');
    await owner.$executeRawUnsafe('ALTER TABLE run DROP CONSTRAINT no_job_here');
    await owner.$disconnect();
    expect({ rows: await server.database.run.count(), jobs: await jobs() }).toEqual(before);
  });

  it.each([
    ['an unknown backbone', { backbone: 'VGG99' }, 'UNKNOWN_BACKBONE', 'NASNetMobile, CNN, received "VGG99".'],
    [
      'a field that recipes do not have',
      { backbone: 'CNN', epochs: 3 },
      'RECIPE_INVALID',
      'expected no field named "epochs" here',
    ],
    ['0 epochs', { backbone: 'CNN', training: { epochs: 0 } }, 'RECIPE_INVALID', 'training.epochs'],
    ['10,001 epochs', { backbone: 'CNN', training: { epochs: 10_001 } }, 'RECIPE_INVALID', 'received 10001'],
    [
      'weights that the backbone has not',
      { backbone: 'CNN', weights: 'imagenet' },
      'RECIPE_INVALID',
      'expected one of random for CNN',
    ],
    ['no recipe at all', 'CNN', 'RECIPE_INVALID', 'recipe'],
    [
      'weights of a class that the dataset does not have',
      { backbone: 'CNN', training: { epochs: 3, classWeight: { animals: 2, foods: 1 } } },
      'RECIPE_INVALID',
      'training.classWeight: expected classes among animals, food, received foods',
    ],
    [
      'more epochs than the assignment allows',
      { backbone: 'CNN', training: { epochs: 31 } },
      'RECIPE_NOT_ALLOWED',
      'expected at most 30, as this assignment allows, received 31',
    ],
    [
      'a backbone that the assignment does not allow',
      { backbone: 'MobileNetV2' },
      'RECIPE_NOT_ALLOWED',
      'expected one of CNN, as this assignment allows, received MobileNetV2',
    ],
  ])('refuses %s', async (_what, recipe, code, message) => {
    const assignmentId = await room.assignment({ allowed: { maxEpochs: 30, backbones: ['CNN'] } });
    const { errors } = await send(ada, assignmentId, recipe);
    expect(errors?.[0]?.extensions).toMatchObject({
      code,
      issues: [{ path: expect.any(String), message: expect.any(String) }],
    });
    expect(errors?.[0]?.message).toContain(message);
    expect(await server.database.run.count({ where: { assignmentId } })).toBe(0);
  });

  it('takes int8 only where the assignment allows it', async () => {
    const inInt8 = { backbone: 'MobileNetV2', precision: 'int8' };
    const { errors } = await send(ada, await room.assignment(), inInt8);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'RECIPE_NOT_ALLOWED', issues: [{ path: 'precision' }] },
      message: expect.stringContaining('expected one of float32, as this assignment allows, received int8'),
    });
    const assignmentId = await room.assignment({ allowed: { precisions: ['float32', 'int8'] } });
    const { submitRun } = await dataOf(send(ada, assignmentId, inInt8));
    const { recipe } = await server.database.run.findUniqueOrThrow({ where: { id: submitRun.run.id } });
    expect(recipe).toMatchObject({ precision: 'int8' });
  });

  it('refuses an assignment that has closed or not yet opened, and says when', async () => {
    const assignmentId = await room.assignment();
    const closesAt = new Date(Date.now() - 1000);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt } });
    const closed = await send(ada, assignmentId, { backbone: 'VGG99' });
    expect(closed.errors?.[0]).toMatchObject({
      extensions: { code: 'ASSIGNMENT_CLOSED' },
      message: `Expected an assignment that is open; "Assignment" closed at ${closesAt.toISOString()}.`,
    });
    const opensAt = new Date(Date.now() + day);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt: null, opensAt } });
    expect((await send(ada, assignmentId)).errors?.[0]?.message).toContain(`opens at ${opensAt.toISOString()}`);
  });

  it('goes by what the assignment allows once a save of its staff is through', async () => {
    const assignmentId = await room.assignment();
    const allowed = { backbones: ['VGG16'] };
    let sent: ReturnType<typeof send> | undefined;
    await server.database.$transaction(async (transaction) => {
      await transaction.assignment.update({
        where: { id: assignmentId },
        data: { allowed, edition: { increment: 1 } },
      });
      // The submission reads the assignment as it was, and waits for the save.
      sent = send(ada, assignmentId);
      await untilWaitsForLock();
    });
    expect(await codeOf(sent!)).toBe('RECIPE_NOT_ALLOWED');
    expect(await server.database.run.count({ where: { assignmentId } })).toBe(0);
  });

  async function untilWaitsForLock(): Promise<void> {
    const waits = () => server.database.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%FROM assignment%'
        AND datname = current_database()`;
    await expect.poll(async () => (await waits()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  }

  it('refuses people who are not in the course, and an assignment that is not there', async () => {
    const assignmentId = await room.assignment();
    const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    expect(await codeOf(send(outsider, assignmentId))).toBe('NOT_ENROLLED');
    expect(await codeOf(send(ada, 'nonsense'))).toBe('NOT_FOUND');
    expect(await codeOf(clientOf(server.url).query(submit, { input: { assignmentId, recipe: {} } }))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('answers an identical recipe with the earlier run, unless that one failed or was cancelled', async () => {
    const assignmentId = await room.assignment();
    const first = (await dataOf(send(ada, assignmentId))).submitRun.run.id;
    const again = await dataOf(send(ada, assignmentId, { inputSize: 46, training: { epochs: 20 }, backbone: 'CNN' }));
    expect(again.submitRun).toMatchObject({ alreadySubmitted: true, run: { id: first } });
    expect((await dataOf(send(bob, assignmentId))).submitRun.alreadySubmitted).toBe(false);
    expect(
      (await dataOf(send(ada, assignmentId, { backbone: 'CNN', inputSize: 46, seed: 1 }))).submitRun.alreadySubmitted,
    ).toBe(false);
    await server.database.run.update({ where: { id: first }, data: { status: 'FAILED', failureCode: 'NAN_LOSS' } });
    const retried = (await dataOf(send(ada, assignmentId))).submitRun;
    expect(retried.alreadySubmitted).toBe(false);
    expect(retried.run.id).not.toBe(first);
  });

  it('makes one run of one recipe that is submitted many times at once', async () => {
    const assignmentId = await room.assignment();
    const answers = await Promise.all(Array.from({ length: 8 }, () => dataOf(send(ada, assignmentId))));
    expect(new Set(answers.map(({ submitRun }) => submitRun.run.id)).size).toBe(1);
    expect(answers.filter(({ submitRun }) => !submitRun.alreadySubmitted)).toHaveLength(1);
  });

  it('keeps to the quota when many are submitted at once', async () => {
    const assignmentId = await room.assignment({ dailyQuota: 3 });
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => codeOf(send(bob, assignmentId, { backbone: 'CNN', inputSize: 46, seed }))),
    );
    expect(codes.filter((code) => code === undefined)).toHaveLength(3);
    expect(codes.filter((code) => code === 'QUOTA_EXCEEDED')).toHaveLength(5);
  });

  it('counts against the quota what the student is answerable for, of the last 24 hours', async () => {
    const assignmentId = await room.assignment({ dailyQuota: 3 });
    const studentId = ada.user.id;
    const rows = [
      { status: 'FAILED', failureCode: 'WORKER_LOST', startedAt: new Date() },
      { status: 'FAILED', failureCode: 'NAN_LOSS', startedAt: new Date() },
      { status: 'CANCELLED' },
      { status: 'CANCELLED', startedAt: new Date() },
      { status: 'SUCCEEDED', submittedAt: new Date(Date.now() - day - 1000) },
    ] as const;
    for (const [seed, row] of rows.entries())
      await insertRun(server.database, { assignmentId, studentId, recipe: { seed }, ...row });
    const left = async () =>
      (await dataOf(ada.query('query($id: ID!) { assignment(id: $id) { quotaLeft } }', { id: assignmentId })))
        .assignment.quotaLeft;
    expect(await left()).toBe(1);
    expect(await codeOf(send(ada, assignmentId, { backbone: 'CNN', inputSize: 46, seed: 10 }))).toBeUndefined();
    expect(await left()).toBe(0);
    const { errors } = await send(ada, assignmentId, { backbone: 'CNN', inputSize: 46, seed: 11 });
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'QUOTA_EXCEEDED', dailyQuota: 3 },
      message: 'Expected at most 3 runs in 24 hours, received one more.',
    });
    expect(await codeOf(send(ada, assignmentId, { backbone: 'CNN', inputSize: 46, seed: 10 }))).toBeUndefined();
  });
});
