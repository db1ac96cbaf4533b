import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentOf } from '#contracts/courseTime';
import { isOwnPicture } from '#contracts/pictures';
import { remindOfDeadlines } from '../../server/notices/remindOfDeadlines.ts';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';

const hour = 3_600_000;
const fields = `id title edition revision metric dueAt closesAt finalAt publishedAt isOpen scoreStep key totalQuota
  ownDates { dueAt closesAt isExtended } ownQuota { left of nextFreeAt totalLeft extraLeft }
  revisions { revision metric reason } extensions { extraSeconds extraRuns student { id } sectionName reason }`;
const ask = `query($id: ID!) { assignment(id: $id) { ${fields} } }`;
const update = `mutation($id: ID!, $edition: Int!, $input: AssignmentChange!, $newRevision: Boolean! = false,
  $reason: String! = "", $laterRuns: Int) { updateAssignment(id: $id, edition: $edition, input: $input,
  newRevision: $newRevision, reason: $reason, laterRuns: $laterRuns) { ${fields} } }`;
const grant = `mutation($input: GrantExtensionInput!) { grantExtension(input: $input) { id extraSeconds } }`;
const submit =
  'mutation($input: SubmitRunInput!) { submitRun(input: $input) { alreadySubmitted run { id daysLate ' +
  'revision extraRun } } }';

describe('assignments that change', () => {
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

  const get = async (client: SignedIn, id: string) => (await dataOf(client.query(ask, { id }))).assignment;
  const change = (id: string, edition: number, input: object, more: object = {}) =>
    room.instructor.query(update, { id, edition, input, ...more });
  const send = (client: SignedIn, assignmentId: string, seed = 1) =>
    client.query(submit, { input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } } });
  const call = (client: SignedIn, name: string, id: string, more = '') =>
    client.query(`mutation($id: ID!) { ${name}(id: $id${more}) { ${fields} } }`, { id });

  it('keep what is not named, and clear what is null', async () => {
    const id = await room.assignment({ totalQuota: 9, key: 'first-one' });
    const { updateAssignment } = await dataOf(change(id, 1, { title: '  A better title ' }));
    expect(updateAssignment).toMatchObject({ title: 'A better title', edition: 2, revision: 1, totalQuota: 9 });
    const cleared = await dataOf(change(id, 2, { totalQuota: null }));
    expect(cleared.updateAssignment).toMatchObject({ edition: 3, totalQuota: null, key: 'first-one' });
    const log = await server.database.auditEntry.findMany({ where: { subjectId: id }, orderBy: { createdAt: 'asc' } });
    expect(log.map(({ action }) => action)).toEqual(['assignment.create', 'assignment.update', 'assignment.update']);
    expect(log[1]?.changes).toEqual({ title: ['Assignment', 'A better title'] });
    expect(log[2]?.actorId).toBe(room.instructor.user.id);
  });

  it('are changed by staff alone', async () => {
    const id = await room.assignment();
    expect(await codeOf(ada.query(update, { id, edition: 1, input: { title: 'Mine' } }))).toBe('FORBIDDEN');
    for (const name of ['publishAssignment', 'unpublishAssignment', 'closeAssignment', 'duplicateAssignment'])
      expect(await codeOf(call(ada, name, id)), name).toBe('FORBIDDEN');
    expect(await codeOf(ada.query('mutation($id: ID!) { deleteAssignment(id: $id, runs: 0) }', { id }))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(ada.query(grant, { input: { assignmentId: id, studentId: ada.user.id, extraRuns: 5 } }))).toBe(
      'FORBIDDEN',
    );
    expect(await get(ada, id)).toMatchObject({ title: 'Assignment', extensions: null });
  });

  it('tell the second of two who save at once, and overwrite nothing', async () => {
    const id = await room.assignment();
    const answers = await Promise.all([change(id, 1, { title: 'One' }), change(id, 1, { title: 'Two' })]);
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(1);
    const { title } = await get(room.instructor, id);
    expect(refused[0]?.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Instructor has saved this assignment in between'),
      extensions: { code: 'EDIT_CONFLICT', edition: 2, by: 'Instructor', newer: { title } },
    });
  });

  it.each([
    ['a due date before the opening', { dueAt: '2020-01-01T00:00:00Z' }, 'dueAt'],
    ['a due date after the closing', { dueAt: '2040-01-02T00:00:00Z', closesAt: '2040-01-01T00:00:00Z' }, 'dueAt'],
    ['a public share that leaves no image', { publicShare: 0.1 }, 'publicShare'],
    ['a public share that leaves none private', { publicShare: 0.95 }, 'publicShare'],
    ['a title of blanks', { title: '' }, 'title'],
    ['a penalty of two', { latePenalty: 2 }, 'latePenalty'],
    ['a key with blanks', { key: 'a b' }, 'key'],
  ])('refuse %s and stay as they were', async (_what, input, path) => {
    const id = await room.assignment();
    const before = await server.database.assignment.findUniqueOrThrow({ where: { id } });
    const { errors } = await change(id, 1, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    if (path === 'publicShare')
      expect(errors?.[0]?.extensions).toMatchObject({
        issues: [{ code: 'emptyShare', values: { testImages: 4, least: 0.13, most: 0.87 } }],
      });
    expect(await server.database.assignment.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  it('begin a new revision when a change would make runs unfair to compare, once that is confirmed', async () => {
    const id = await room.assignment();
    expect((await dataOf(change(id, 1, { metric: 'MACRO_F1' }))).updateAssignment.revision).toBe(1);
    const first = (await dataOf(send(ada, id))).submitRun.run;
    await server.database.run.update({ where: { id: first.id }, data: { status: 'SUCCEEDED' } });
    const refused = await change(id, 2, { metric: 'ACCURACY' });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CONFIRMATION_NEEDED', fields: ['metric'], runs: 1 });
    expect((await get(ada, id)).metric).toBe('MACRO_F1');
    const { updateAssignment } = await dataOf(
      change(id, 2, { metric: 'ACCURACY' }, { newRevision: true, reason: 'Accuracy is enough' }),
    );
    expect(updateAssignment).toMatchObject({
      revision: 2,
      revisions: [{ revision: 1, metric: 'MACRO_F1', reason: 'Accuracy is enough' }],
    });
    // The same recipe is another run now.
    expect((await dataOf(send(ada, id))).submitRun).toMatchObject({ alreadySubmitted: false, run: { revision: 2 } });
    const { run } = await dataOf(ada.query(`{ run(id: "${first.id}") { revision assignment { revision } } }`));
    expect(run).toEqual({ revision: 1, assignment: { revision: 2 } });
  });

  it('turn a metric around only without thresholds that would mean the opposite', async () => {
    const id = await room.assignment();
    const save = async (input: object) => change(id, (await get(room.instructor, id)).edition, input);
    const rule = (fields: object | null) =>
      dataOf(
        room.instructor.query('mutation($input: SetGradingRuleInput!) { setGradingRule(input: $input) { id } }', {
          input: { assignmentId: id, rule: fields },
        }),
      );
    await rule({ maxPoints: 10, thresholds: [{ score: 0.9, points: 10 }] });
    const { errors } = await save({ metric: 'LOG_LOSS' });
    expect(errors?.[0]?.message).toContain('remove the thresholds first');
    expect(await codeOf(save({ metric: 'MACRO_F1' }))).toBeUndefined();
    await rule(null);
    expect(await codeOf(save({ metric: 'LOG_LOSS' }))).toBeUndefined();
    await rule({ maxPoints: 10, thresholds: [{ score: 1.2, points: 10 }] });
  });

  it('are split anew when they reopen after their scores were final', async () => {
    const id = await room.assignment();
    await send(ada, id);
    await dataOf(call(room.instructor, 'closeAssignment', id));
    const before = await server.database.assignment.findUniqueOrThrow({ where: { id } });
    const later = new Date(Date.now() + hour).toISOString();
    const refused = await change(id, before.edition, { closesAt: later });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CONFIRMATION_NEEDED', reopens: true });
    await dataOf(change(id, before.edition, { closesAt: later }, { newRevision: true }));
    const after = await server.database.assignment.findUniqueOrThrow({ where: { id } });
    expect(after.revision).toBe(2);
    expect(after.seed).not.toBe(before.seed);
  });

  it('are hidden from students as drafts, and shown when they are published', async () => {
    const id = await room.assignment({ draft: true });
    expect(await codeOf(ada.query(ask, { id }))).toBe('NOT_FOUND');
    expect(await codeOf(send(ada, id))).toBe('NOT_FOUND');
    const listed = async (client: SignedIn) =>
      (
        await dataOf(client.query('query($id: ID!) { course(id: $id) { assignments { id } } }', { id: room.courseId }))
      ).course.assignments.some((assignment: { id: string }) => assignment.id === id);
    expect(await listed(ada)).toBe(false);
    expect(await listed(room.instructor)).toBe(true);
    expect((await dataOf(call(room.instructor, 'publishAssignment', id))).publishAssignment.isOpen).toBe(true);
    expect(await listed(ada)).toBe(true);
    await dataOf(call(room.instructor, 'unpublishAssignment', id));
    expect(await listed(ada)).toBe(false);
    await dataOf(call(room.instructor, 'publishAssignment', id));
    await dataOf(send(ada, id));
    expect(await codeOf(call(room.instructor, 'unpublishAssignment', id))).toBe('BAD_USER_INPUT');
  });

  it('are shown to students at a time that staff set, and webhooks are told then', async () => {
    const { database } = server;
    const opensAt = new Date(Date.now() + 5 * hour);
    const id = await room.assignment({ draft: true, opensAt: opensAt.toISOString() });
    const webhook = await database.webhook.create({
      data: { courseId: room.courseId, url: 'https://example.org', secret: 'x', events: ['assignment.published'] },
    });
    const told = () => database.webhookDelivery.count({ where: { webhookId: webhook.id } });
    const publish = async (at: Date) =>
      (await dataOf(call(room.instructor, 'publishAssignment', id, `, at: "${at.toISOString()}"`))).publishAssignment;
    expect((await publish(opensAt)).publishedAt).toBe(opensAt.toISOString());
    expect(await codeOf(ada.query(ask, { id }))).toBe('NOT_FOUND');
    expect(await codeOf(send(ada, id))).toBe('NOT_FOUND');

    // It moves with the opening, and by itself.
    const later = new Date(Date.now() + 6 * hour).toISOString();
    const { edition } = await get(room.instructor, id);
    const moved = (await dataOf(change(id, edition, { opensAt: later }))).updateAssignment;
    expect(moved.publishedAt).toBe(later);
    const soon = new Date(Date.now() + 1500);
    await publish(soon);
    expect(await told()).toBe(0);
    await expect.poll(() => codeOf(ada.query(ask, { id })), { timeout: 20_000 }).toBeUndefined();
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
    await expect.poll(told, { timeout: 30_000 }).toBe(1);
    // What students see stays as it is.
    expect((await publish(new Date(Date.now() + hour))).publishedAt).toBe(soon.toISOString());
    await database.webhook.delete({ where: { id: webhook.id } });
  });

  it('take back the reminders of due dates that are moved', async () => {
    const { database } = server;
    const due = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
    const id = await room.assignment({ title: 'Moving', dueAt: due(3) });
    const reminders = async () => {
      await remindOfDeadlines(database);
      const notices = await database.notice.findMany({ where: { userId: ada.user.id, kind: 'DEADLINE_NEAR' } });
      return notices
        .map(({ data }) => data as { assignmentId: string; dueAt: string })
        .filter(({ assignmentId }) => assignmentId === id)
        .map(({ dueAt }) => dueAt);
    };
    const first = (await get(room.instructor, id)).dueAt;
    expect(await reminders()).toEqual([first]);
    const { updateAssignment } = await dataOf(change(id, (await get(room.instructor, id)).edition, { dueAt: due(5) }));
    expect(await reminders()).toEqual([updateAssignment.dueAt]);
    await dataOf(change(id, updateAssignment.edition, { title: 'Still moving' }));
    expect(await reminders()).toEqual([updateAssignment.dueAt]);
  });

  it('are duplicated as drafts without their past', async () => {
    const id = await room.assignment({
      key: 'original',
      dueAt: '2040-01-01T00:00:00Z',
      closesAt: '2040-01-02T00:00:00Z',
    });
    await send(ada, id);
    const { duplicateAssignment } = await dataOf(call(room.instructor, 'duplicateAssignment', id, ', title: "Again"'));
    expect(duplicateAssignment).toMatchObject({
      title: 'Again',
      key: null,
      publishedAt: null,
      edition: 1,
      dueAt: '2040-01-01T00:00:00.000Z',
    });
    expect(await server.database.run.count({ where: { assignmentId: duplicateAssignment.id } })).toBe(0);
  });

  it('are deleted with their runs only by people who know how many', async () => {
    const id = await room.assignment();
    await dataOf(send(ada, id));
    const remove = (runs: number) =>
      room.instructor.query('mutation($id: ID!, $runs: Int!) { deleteAssignment(id: $id, runs: $runs) }', { id, runs });
    const refused = await remove(0);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'CONFIRMATION_NEEDED',
      dependents: { runs: 1, openRuns: 1, submitters: 1 },
    });
    expect((await dataOf(remove(1))).deleteAssignment).toBe(id);
    expect(await server.database.run.count({ where: { assignmentId: id } })).toBe(0);
    const jobs = await server.database.$queryRaw<{ state: string }[]>`
      SELECT state::text FROM pgboss.job WHERE name = 'runs' AND data->>'runId' NOT IN (SELECT id FROM run)`;
    expect(jobs.every(({ state }) => state === 'cancelled')).toBe(true);
  });

  it('say what is left of the quota and when the next run is free', async () => {
    const id = await room.assignment({ dailyQuota: 3, totalQuota: 4 });
    expect((await get(ada, id)).ownQuota).toEqual({ left: 3, of: 3, nextFreeAt: null, totalLeft: 4, extraLeft: 0 });
    const submittedAt = new Date(Date.now() - 20 * hour);
    await insertRun(server.database, { assignmentId: id, studentId: ada.user.id, submittedAt });
    const free = new Date(submittedAt.getTime() + 24 * hour).toISOString();
    expect((await get(ada, id)).ownQuota).toEqual({ left: 2, of: 3, nextFreeAt: free, totalLeft: 3, extraLeft: 0 });
    for (const seed of [1, 2]) await dataOf(send(ada, id, seed));
    expect((await get(ada, id)).ownQuota).toMatchObject({ left: 0, nextFreeAt: free, totalLeft: 1 });
    const refused = await send(ada, id, 3);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'QUOTA_EXCEEDED', dailyQuota: 3, nextFreeAt: free });
  });

  it('limit runs in all, whatever the day allows', async () => {
    const id = await room.assignment({ dailyQuota: 5, totalQuota: 2 });
    for (const seed of [1, 2]) await dataOf(send(ada, id, seed));
    const { errors } = await send(ada, id, 3);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUOTA_EXCEEDED', detail: 'TOTAL', totalQuota: 2 });
    expect((await get(ada, id)).ownQuota).toMatchObject({ left: 0, totalLeft: 0 });
    await dataOf(send(bob, id, 3));
  });

  it('let exactly the quota in when 50 are submitted at once', async () => {
    const id = await room.assignment({ dailyQuota: 7 });
    const codes = await Promise.all(Array.from({ length: 50 }, (_, seed) => codeOf(send(bob, id, seed))));
    expect(codes.filter((code) => code === undefined)).toHaveLength(7);
    expect(codes.filter((code) => code === 'QUOTA_EXCEEDED')).toHaveLength(43);
  });

  it('limit runs at once, and seconds of the machine however a run ended', async () => {
    const atOnce = await room.assignment({ runsAtOnce: 1 });
    await dataOf(send(ada, atOnce, 1));
    expect((await send(ada, atOnce, 2)).errors?.[0]?.message).toContain('at most 1 runs at once');
    const id = await room.assignment({ budgetSeconds: 100 });
    const fields = { assignmentId: id, studentId: ada.user.id, startedAt: new Date() };
    await insertRun(server.database, { ...fields, status: 'FAILED', failureCode: 'TIMED_OUT', secondsUsed: 60 });
    expect(await codeOf(send(ada, id, 3))).toBeUndefined();
    await insertRun(server.database, { ...fields, status: 'TRAINING', claimedAt: new Date(Date.now() - 50_000) });
    expect(await codeOf(send(ada, id, 4))).toBe('BUDGET_EXCEEDED');
    await dataOf(
      room.instructor.query(grant, {
        input: { assignmentId: id, studentId: ada.user.id, extraBudgetSeconds: 1000 },
      }),
    );
    expect(await codeOf(send(ada, id, 4))).toBeUndefined();
  });

  it('give one student more days and runs, and nobody else', async () => {
    const dueAt = new Date(Date.now() - 30 * hour);
    const closesAt = new Date(Date.now() - 20 * hour);
    const opensAt = new Date(Date.now() - 100 * hour).toISOString();
    const id = await room.assignment({ dailyQuota: 1, opensAt });
    await server.database.assignment.update({ where: { id }, data: { dueAt, closesAt, finalAt: closesAt } });
    const input = {
      assignmentId: id,
      studentId: ada.user.id,
      extraSeconds: 3 * 24 * 3600,
      extraRuns: 2,
      reason: 'Ill',
    };
    expect(await codeOf(room.instructor.query(grant, { input }))).toBe('CONFIRMATION_NEEDED');
    await dataOf(room.instructor.query(grant, { input: { ...input, confirmed: true } }));
    const until = new Date(closesAt.getTime() + 72 * hour).toISOString();
    expect(await get(ada, id)).toMatchObject({
      isOpen: true,
      closesAt: closesAt.toISOString(),
      finalAt: until,
      ownDates: { closesAt: until, isExtended: true },
      ownQuota: { left: 3, of: 3, extraLeft: 2 },
      extensions: null,
    });
    expect((await get(bob, id)).isOpen).toBe(false);
    expect(await codeOf(send(bob, id))).toBe('ASSIGNMENT_CLOSED');
    const runs = [];
    for (const seed of [1, 2, 3]) runs.push((await dataOf(send(ada, id, seed))).submitRun.run);
    expect(runs.map(({ daysLate, extraRun }) => [daysLate, extraRun])).toEqual([
      [0, false],
      [0, true],
      [0, true],
    ]);
    expect(await codeOf(send(ada, id, 4))).toBe('QUOTA_EXCEEDED');
    expect(await server.database.notice.count({ where: { userId: ada.user.id, kind: 'EXTENSION' } })).toBeGreaterThan(
      0,
    );

    const { extensions } = await get(room.instructor, id);
    expect(extensions).toMatchObject([{ extraRuns: 2, student: { id: ada.user.id }, reason: 'Ill' }]);
    const [extension] = await server.database.extension.findMany({ where: { assignmentId: id } });
    await dataOf(
      room.instructor.query(
        'mutation($assignmentId: ID!, $id: ID!) { revokeExtension(assignmentId: $assignmentId, id: $id) }',
        { assignmentId: id, id: extension?.id },
      ),
    );
    const rows = await server.database.run.findMany({ where: { assignmentId: id } });
    expect(rows.map(({ daysLate }) => daysLate)).toEqual([2, 2, 2]);
    expect((await get(ada, id)).finalAt).toBe(closesAt.toISOString());
  });

  it('give a section more time, and refuse strangers', async () => {
    const id = await room.assignment({ closesAt: new Date(Date.now() + hour).toISOString() });
    const section = await server.database.section.create({ data: { courseId: room.courseId, name: 'Lab A' } });
    await server.database.enrollment.updateMany({ where: { userId: bob.user.id }, data: { sectionId: section.id } });
    const input = { assignmentId: id, extraSeconds: 3600 };
    await dataOf(room.instructor.query(grant, { input: { ...input, sectionId: section.id } }));
    expect((await get(bob, id)).ownDates.isExtended).toBe(true);
    expect((await get(ada, id)).ownDates.isExtended).toBe(false);
    for (const stranger of [{ studentId: 'nobody' }, { studentId: room.instructor.user.id }, { sectionId: 'nowhere' }])
      expect(await codeOf(room.instructor.query(grant, { input: { ...input, ...stranger } }))).toBe('NOT_FOUND');
    expect(await codeOf(room.instructor.query(grant, { input }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(room.instructor.query(grant, { input: { assignmentId: id, studentId: ada.user.id } }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  it("count days late by the clock of the course's zone, also when the due date moves", async () => {
    const zone = 'Europe/Berlin';
    await server.database.course.update({ where: { id: room.courseId }, data: { timeZone: zone } });
    const id = await room.assignment({ opensAt: momentOf('2026-03-01T00:00', zone).toISOString() });
    const times = ['2026-03-28T23:59', '2026-03-29T23:59', '2026-03-30T00:00'];
    for (const [seed, time] of times.entries())
      await insertRun(server.database, {
        assignmentId: id,
        studentId: ada.user.id,
        submittedAt: momentOf(time, zone),
        recipe: { seed },
      });
    const late = async () =>
      (await server.database.run.findMany({ where: { assignmentId: id }, orderBy: { submittedAt: 'asc' } })).map(
        ({ daysLate }) => daysLate,
      );
    const [first] = times;
    await dataOf(change(id, 1, { dueAt: momentOf(first!, zone).toISOString() }, { laterRuns: 2 }));
    expect(await late()).toEqual([0, 1, 2]);
    await dataOf(change(id, 2, { dueAt: momentOf('2026-03-29T12:00', zone).toISOString() }));
    expect(await late()).toEqual([0, 1, 1]);
    await dataOf(change(id, 3, { dueAt: null }));
    expect(await late()).toEqual([0, 0, 0]);
  });

  it('make no run late before their staff know how many, and of how many students', async () => {
    const start = Date.now() - 100 * hour;
    const at = (hours: number) => new Date(start + hours * hour);
    const id = await room.assignment({ opensAt: at(0).toISOString(), dueAt: at(90).toISOString(), latePenalty: 0.1 });
    const put = (studentId: string, hours: number, more: object = {}) =>
      insertRun(server.database, {
        assignmentId: id,
        studentId,
        submittedAt: at(hours),
        recipe: { seed: hours },
        status: 'SUCCEEDED',
        ...more,
      });
    await put(ada.user.id, 10);
    await put(ada.user.id, 50);
    await put(bob.user.id, 60);
    await put(bob.user.id, 70, { status: 'FAILED' });
    const before = await server.database.assignment.findUniqueOrThrow({ where: { id } });
    const refusal = async (edition: number, input: object, more: object = {}) =>
      (await change(id, edition, input, more)).errors?.[0]?.extensions;
    const earlier = { dueAt: at(40).toISOString() };
    const question = { code: 'CONFIRMATION_NEEDED', detail: 'LATENESS' };
    expect(await refusal(1, earlier)).toMatchObject({ ...question, runs: 2, students: 2 });
    expect(await refusal(1, earlier, { laterRuns: 1 })).toMatchObject({ ...question, runs: 2 });
    expect(await server.database.assignment.findUniqueOrThrow({ where: { id } })).toEqual(before);
    expect(await server.database.run.count({ where: { assignmentId: id, daysLate: { gt: 0 } } })).toBe(0);
    await dataOf(change(id, 1, earlier, { laterRuns: 2 }));
    // What else is saved is nobody's loss; a larger loss for each day is.
    await dataOf(change(id, 2, { title: 'Another title' }));
    expect(await refusal(3, { latePenalty: 0.2 })).toMatchObject({ ...question, runs: 2, students: 2 });
    await dataOf(change(id, 3, { latePenalty: 0.2 }, { laterRuns: 2 }));
    await dataOf(change(id, 4, { latePenalty: 0.1, dueAt: at(55).toISOString() }));
    expect(await refusal(5, { dueAt: at(30).toISOString() })).toMatchObject({ ...question, runs: 2, students: 2 });
  });

  it('follow students into sections with more time, and the course into another zone', async () => {
    const { courseId, instructor } = room;
    await server.database.course.update({ where: { id: courseId }, data: { timeZone: 'UTC' } });
    const id = await room.assignment({ opensAt: '2026-03-01T00:00:00Z', dueAt: '2026-03-28T12:00:00Z' });
    await insertRun(server.database, {
      assignmentId: id,
      studentId: bob.user.id,
      status: 'SUCCEEDED',
      submittedAt: new Date('2026-03-29T11:30:00Z'),
      daysLate: 1,
      evaluation: {},
    });
    const section = await server.database.section.create({ data: { courseId, name: 'Lab B' } });
    await dataOf(instructor.query(grant, { input: { assignmentId: id, sectionId: section.id, extraSeconds: 86_400 } }));
    const late = async () => {
      const run = await server.database.run.findFirstOrThrow({ where: { assignmentId: id } });
      const standing = await server.database.standing.findFirstOrThrow({ where: { assignmentId: id } });
      return [run.daysLate, standing.daysLate];
    };
    const ask = (mutation: string) => dataOf(instructor.query(`mutation { ${mutation} }`));
    const inZone = (zone: string) =>
      ask(`updateCourse(input: {courseId: "${courseId}", timeZone: "${zone}"}) { timeZone }`);
    const place = (sectionId: string) =>
      ask(`assignSection(input: {courseId: "${courseId}", userIds: ["${bob.user.id}"], sectionId: ${sectionId}})`);
    const member = `courseId: "${courseId}", userId: "${bob.user.id}"`;
    expect(await late()).toEqual([1, 1]);
    // There the clock went forward between the due date and the run, which came half an hour into the second day.
    await inZone('Europe/Berlin');
    expect(await late()).toEqual([2, 2]);
    await ask(`updateMember(input: {${member}, sectionId: "${section.id}"}) { role }`);
    expect(await late()).toEqual([0, 0]);
    await place('null');
    expect(await late()).toEqual([2, 2]);
    const file = Buffer.from(`email,name,section\n${bob.user.email},Bob,Lab B\n`).toString('base64');
    await ask(`applyRoster(input: {courseId: "${courseId}", file: "${file}"}) { digest }`);
    expect(await late()).toEqual([0, 0]);
    await ask(`deleteSection(id: "${section.id}") { id }`);
    expect(await late()).toEqual([2, 2]);
    await inZone('UTC');
    expect(await late()).toEqual([1, 1]);
  });

  it('let students choose two runs until they close', async () => {
    const id = await room.assignment({ countingRule: 'CHOSEN' });
    const runs: string[] = [];
    for (const seed of [1, 2, 3]) runs.push((await dataOf(send(ada, id, seed))).submitRun.run.id);
    const choose = (client: SignedIn, runId: string | undefined, chosen = true) =>
      client.query('mutation($id: ID!, $chosen: Boolean!) { chooseRun(id: $id, chosen: $chosen) { chosenAt } }', {
        id: runId,
        chosen,
      });
    expect(await codeOf(choose(bob, runs[0]))).toBe('FORBIDDEN');
    const codes = await Promise.all(runs.map((run) => codeOf(choose(ada, run))));
    expect(codes.filter((code) => code === 'BAD_USER_INPUT')).toHaveLength(1);
    expect(await server.database.run.count({ where: { assignmentId: id, chosenAt: { not: null } } })).toBe(2);
    await dataOf(choose(ada, runs[0], false));
    await dataOf(call(room.instructor, 'closeAssignment', id));
    expect(await codeOf(choose(ada, runs[0]))).toBe('ASSIGNMENT_CLOSED');
  });

  it('have a reference run of the staff', async () => {
    const id = await room.assignment();
    const of = async (client: SignedIn) =>
      (await insertRun(server.database, { assignmentId: id, studentId: client.user.id, status: 'SUCCEEDED' })).id;
    const set = (client: SignedIn, runId: string | null) =>
      client.query(
        'mutation($id: ID!, $runId: ID) { setReferenceRun(assignmentId: $id, runId: $runId) { referenceRun { id } } }',
        { id, runId },
      );
    const own = await of(room.instructor);
    expect(await codeOf(set(room.instructor, await of(ada)))).toBe('BAD_USER_INPUT');
    expect(await codeOf(set(ada, own))).toBe('FORBIDDEN');
    expect((await dataOf(set(room.instructor, own))).setReferenceRun.referenceRun).toEqual({ id: own });
    const { assignment } = await dataOf(ada.query(`{ assignment(id: "${id}") { referenceRun { id } } }`));
    expect(assignment.referenceRun).toBeNull();
    expect((await dataOf(set(room.instructor, null))).setReferenceRun.referenceRun).toBeNull();
  });

  it('estimate a run from alike ones that were measured, and say nothing where none was', async () => {
    const id = await room.assignment();
    const estimate = async (recipe: object) =>
      (
        await dataOf(
          ada.query(
            `query($id: ID!, $recipe: JSON!) {
              runEstimate(assignmentId: $id, recipe: $recipe) { low high runs isRough } }`,
            {
              id,
              recipe: { backbone: 'CNN', inputSize: 50, ...recipe },
            },
          ),
        )
      ).runEstimate;
    expect(await estimate({})).toBeNull();
    const measured = { assignmentId: id, studentId: bob.user.id, status: 'SUCCEEDED', finishedAt: new Date() } as const;
    // Epochs take half a second each.
    for (const [seed, secondsUsed] of [4, 12].entries())
      await insertRun(server.database, { ...measured, epochs: 4, secondsUsed, recipe: { inputSize: 50, seed } });
    const guests = await insertRun(server.database, {
      ...measured,
      epochs: 4,
      secondsUsed: 3,
      recipe: { inputSize: 50 },
    });
    const accountId = bob.user.id;
    await server.database.lecture.create({
      data: {
        assignmentId: id,
        title: 'On phones',
        code: 'PH0NES',
        offer: {},
        accountId,
        runs: { create: { runId: guests.id, part: 'GUEST', choice: {} } },
      },
    });
    expect(await estimate({ training: { epochs: 10 } })).toEqual({
      low: 2 + 5,
      high: 10 + 5,
      runs: 2,
      isRough: false,
    });
    // Nobody has frozen what an uploaded network freezes: those that freeze nothing say it roughly.
    const ended = { weights: 'random', stages: [{ freeze: 'all', epochs: 4 }] };
    expect(await estimate({ ...ended, training: { epochs: 4 } })).toMatchObject({ runs: 2, isRough: true });
    expect(await estimate({ inputSize: 64 })).toBeNull();
    expect(await estimate({ augmentation: { horizontalFlip: true } })).toBeNull();
  });

  it('show pictures that staff uploaded, small, without metadata, to the course alone', async () => {
    const photo = await sharp({ create: { width: 3000, height: 20, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Copyright: 'a secret place' } })
      .jpeg()
      .toBuffer();
    const add = async (client: SignedIn, bytes: Buffer) =>
      client.query('mutation($c: ID!, $u: ID!) { addPicture(courseId: $c, uploadId: $u) }', {
        c: room.courseId,
        u: await upload(room.instructor, bytes),
      });
    expect(await codeOf(add(ada, photo))).toBe('FORBIDDEN');
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect(await codeOf(add(room.instructor, drawing))).toBe('BAD_IMAGE');
    expect(await codeOf(add(room.instructor, Buffer.from('no picture')))).toBe('BAD_IMAGE');
    // What is behind the picture counts, too.
    const large = Buffer.concat([photo, Buffer.alloc(10_000_000)]);
    expect(await codeOf(add(room.instructor, large))).toBe('BAD_IMAGE');
    const { addPicture } = await dataOf(add(room.instructor, photo));
    expect(isOwnPicture(addPicture)).toBe(true);
    const response = await ada.fetch(addPicture);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const shown = Buffer.from(await response.arrayBuffer());
    expect(await sharp(shown).metadata()).toMatchObject({ width: 1600 });
    expect(shown.includes('a secret place')).toBe(false);
    const stranger = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    expect((await stranger.fetch(addPicture)).status).toBe(403);
  });
});
