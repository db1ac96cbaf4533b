import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue, type Queue, runsQueue } from '#prisma/queue';
import { rebuildStandings } from '#prisma/standings';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const rerunDocument =
  'mutation($id: ID!) { rerunRun(id: $id) { alreadyQueued ' +
  'run { id status submittedAt queuedAt rerunOf { id } student { id } } } }';
const rerunAllDocument =
  'mutation($id: ID!) { rerunCountedRuns(assignmentId: $id) { assignmentId queued alreadyQueued } }';
const planDocument = 'query($id: ID!) { assignment(id: $id) { rerunPlan { due done } } }';

describe('reruns', () => {
  let server: TestServer;
  let room: Classroom;
  let queue: Queue;
  let ada: SignedIn;
  let bob: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    queue = await openQueue(server.databaseUrl, { onError: () => {} });
    [ada, bob] = [await room.student('Ada'), await room.student('Bob')];
  });
  afterAll(async () => {
    await queue.stop({ graceful: false });
    await server.stop();
  });

  const insert = (assignmentId: string, student: SignedIn, publicScore: number, fields: object = {}) =>
    insertRun(server.database, {
      assignmentId,
      studentId: student.user.id,
      status: 'SUCCEEDED',
      evaluation: { publicScore },
      ...fields,
    });
  const rerunsOf = (id: string) => server.database.run.findMany({ where: { rerunOf: id }, orderBy: { id: 'asc' } });

  it('is a new run of the same student at the time of the first one, of the current revision, at no cost', async () => {
    const assignmentId = await room.assignment({ dailyQuota: 1 });
    const submittedAt = new Date(Date.now() - 3600_000);
    const original = await insert(assignmentId, ada, 0.5, { submittedAt, daysLate: 2, name: 'My best' });
    await server.database.assignment.update({ where: { id: assignmentId }, data: { revision: 2 } });
    const quotaOf = async () =>
      (await dataOf(ada.query('query($id: ID!) { assignment(id: $id) { quotaLeft } }', { id: assignmentId })))
        .assignment.quotaLeft;
    const before = await quotaOf();

    const { rerunRun } = await dataOf(room.instructor.query(rerunDocument, { id: original.id }));
    expect(rerunRun).toMatchObject({
      alreadyQueued: false,
      run: { status: 'QUEUED', rerunOf: { id: original.id }, student: { id: ada.user.id } },
    });
    // It was submitted when the first one was, and queued just now.
    expect(rerunRun.run.submittedAt).toBe(submittedAt.toISOString());
    expect(Math.abs(Date.parse(rerunRun.run.queuedAt) - Date.now())).toBeLessThan(600_000);
    const [row] = await rerunsOf(original.id);
    expect(row).toMatchObject({ submittedAt, daysLate: 2, name: 'My best', revision: 2, recipe: original.recipe });
    expect(await quotaOf()).toBe(before);
    expect(await queue.findJobs(runsQueue, { data: { runId: row!.id } })).toMatchObject([{ state: 'created' }]);

    // The board counts what the student has submitted.
    await server.database.run.update({ where: { id: row!.id }, data: { status: 'SUCCEEDED' } });
    await rebuildStandings(server.database, assignmentId);
    expect(await server.database.standing.findFirstOrThrow({ where: { assignmentId } })).toMatchObject({
      runsSubmitted: 1,
    });

    const seen = await dataOf(ada.query('query($id: ID!) { run(id: $id) { rerun { id } } }', { id: original.id }));
    expect(seen.run.rerun.id).toBe(row!.id);
    const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'run.rerun' } });
    expect(entry).toMatchObject({ actorId: room.instructor.user.id, subjectId: original.id });
  });

  it('is queued once, however often staff press the button, at the same time too', async () => {
    const original = await insert(await room.assignment(), ada, 0.5);
    const answers = await Promise.all(
      [1, 2, 3].map(() => dataOf(room.instructor.query(rerunDocument, { id: original.id }))),
    );
    expect(answers.map(({ rerunRun }) => rerunRun.alreadyQueued).sort()).toEqual([false, true, true]);
    expect(await rerunsOf(original.id)).toHaveLength(1);
  });

  it('is for staff, and of a run that has ended', async () => {
    const assignmentId = await room.assignment();
    const original = await insert(assignmentId, ada, 0.5);
    const waiting = await insertRun(server.database, { assignmentId, studentId: ada.user.id });
    expect(await codeOf(ada.query(rerunDocument, { id: original.id }))).toBe('FORBIDDEN');
    expect(await codeOf(ada.query(rerunAllDocument, { id: assignmentId }))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query(rerunDocument, { id: waiting.id }))).toBe('RUN_NOT_FINISHED');
    expect((await dataOf(ada.query(planDocument, { id: assignmentId }))).assignment.rerunPlan).toBeNull();
  });

  it("of all counted runs trains each student's counted run, and does it once a revision", async () => {
    const assignmentId = await room.assignment();
    const hour = 3600_000;
    const first = await insert(assignmentId, ada, 0.9, { submittedAt: new Date(Date.now() - 3 * hour) });
    await insert(assignmentId, ada, 0.4, { submittedAt: new Date(Date.now() - 2 * hour) });
    const second = await insert(assignmentId, bob, 0.6, { submittedAt: new Date(Date.now() - hour) });
    await insert(assignmentId, room.instructor, 1);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { revision: { increment: 1 } } });
    const ask = async () => (await dataOf(room.instructor.query(planDocument, { id: assignmentId }))).assignment;
    expect(await ask()).toEqual({ rerunPlan: { due: 2, done: 0 } });

    const press = () => dataOf(room.instructor.query(rerunAllDocument, { id: assignmentId }));
    const pressed = await Promise.all([press(), press()]);
    expect(pressed.map(({ rerunCountedRuns: { queued, alreadyQueued } }) => [queued, alreadyQueued]).sort()).toEqual([
      [0, 2],
      [2, 0],
    ]);
    const reruns = await server.database.run.findMany({
      where: { assignmentId, rerunOf: { not: null } },
      orderBy: { submittedAt: 'asc' },
    });
    expect(reruns.map(({ rerunOf }) => rerunOf)).toEqual([first.id, second.id]);
    expect(await ask()).toEqual({ rerunPlan: { due: 0, done: 2 } });

    // Staff see what the retraining did to each score.
    const listDocument = `query($id: ID!, $filter: RunFilterInput!) { assignment(id: $id) { runs(filter: $filter) {
      nodes { id evaluation { public { high } } rerunOf { id evaluation { public { high } } } } } } }`;
    const listed = async (reruns: boolean) =>
      (await dataOf(room.instructor.query(listDocument, { id: assignmentId, filter: { reruns } }))).assignment.runs
        .nodes;
    const lower = reruns.find(({ rerunOf }) => rerunOf === first.id)!;
    await server.database.$executeRaw`
      INSERT INTO evaluation SELECT changed.* FROM evaluation, jsonb_populate_record(evaluation,
        jsonb_build_object('runId', ${lower.id}::text, 'publicScore', 0.5)) AS changed
      WHERE evaluation."runId" = ${first.id}`;
    expect((await listed(true)).find(({ id }: { id: string }) => id === lower.id)).toEqual({
      id: lower.id,
      evaluation: { public: { high: 0.5 } },
      rerunOf: { id: first.id, evaluation: { public: { high: 0.9 } } },
    });
    expect((await listed(true)).map(({ id }: { id: string }) => id).toSorted()).toEqual(
      reruns.map(({ id }) => id).toSorted(),
    );
    expect((await listed(false)).filter(({ rerunOf }: { rerunOf: unknown }) => rerunOf !== null)).toEqual([]);
    expect(await listed(false)).toHaveLength(4);

    // One that failed is due once more.
    await server.database.run.update({ where: { id: reruns[0]!.id }, data: { status: 'FAILED' } });
    expect(await ask()).toEqual({ rerunPlan: { due: 1, done: 1 } });
  });

  it('trains the last run where the last one counts, and the chosen ones where students choose', async () => {
    const assignmentId = await room.assignment();
    const older = await insert(assignmentId, ada, 0.9, { submittedAt: new Date(Date.now() - 5000) });
    const newer = await insert(assignmentId, ada, 0.4);
    const set = (data: object) =>
      server.database.$transaction(async (transaction) => {
        await transaction.assignment.update({ where: { id: assignmentId }, data });
        await rebuildStandings(transaction, assignmentId);
      });
    await set({ countingRule: 'LAST' });
    await dataOf(room.instructor.query(rerunAllDocument, { id: assignmentId }));
    expect([await rerunsOf(older.id), await rerunsOf(newer.id)].map(({ length }) => length)).toEqual([0, 1]);

    await set({ countingRule: 'CHOSEN', revision: 2 });
    const chosenAt = new Date();
    await server.database.run.update({ where: { id: older.id }, data: { chosenAt } });
    await set({});
    await dataOf(room.instructor.query(rerunAllDocument, { id: assignmentId }));
    expect(await rerunsOf(older.id)).toMatchObject([{ chosenAt, revision: 2 }]);
    expect(await rerunsOf(newer.id)).toHaveLength(1);
  });

  it('waits behind what students submit, until staff move it up', async () => {
    await server.database.run.updateMany({ data: { status: 'CANCELLED' } });
    await server.database.$executeRaw`DELETE FROM pgboss.job`;
    const assignmentId = await room.assignment();
    await insert(assignmentId, ada, 0.5);
    await dataOf(room.instructor.query(rerunAllDocument, { id: assignmentId }));
    const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
    const recipe = { backbone: 'CNN', inputSize: 46, seed: 99 };
    const { submitRun } = await dataOf(bob.query(submit, { input: { assignmentId, recipe } }));
    const rerun = await server.database.run.findFirstOrThrow({ where: { assignmentId, rerunOf: { not: null } } });
    const order = async () => {
      const { queue: seen } = await dataOf(room.instructor.query('{ queue { entries { position run { id } } } }'));
      return seen.entries.map((entry: { run: { id: string } }) => entry.run.id);
    };
    expect(await order()).toEqual([submitRun.run.id, rerun.id]);

    const moveUp = 'mutation($id: ID!) { moveRunUp(id: $id) { queuePosition } }';
    expect(await codeOf(bob.query(moveUp, { id: submitRun.run.id }))).toBe('FORBIDDEN');
    const { moveRunUp } = await dataOf(room.instructor.query(moveUp, { id: rerun.id }));
    expect(moveRunUp.queuePosition).toBe(1);
    expect(await order()).toEqual([rerun.id, submitRun.run.id]);
    const [job] = await queue.fetch<{ runId: string }>(runsQueue);
    expect(job!.data.runId).toBe(rerun.id);
    expect(await codeOf(room.instructor.query(moveUp, { id: rerun.id }))).toBe('RUN_NOT_QUEUED');
  });
});
