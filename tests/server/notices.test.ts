import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunFailure } from '#contracts/runFailure';
import { notify } from '#prisma/notices';
import { announcePublications } from '../../server/assignments/lifecycle.ts';
import { mailNotices } from '../../server/notices/mailNotices.ts';
import { remindOfDeadlines } from '../../server/notices/remindOfDeadlines.ts';
import { failRun } from '../../worker/claims/claimedRun.ts';
import { clientOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const hour = 3600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour);

describe('notices', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    [ada, bob] = [await room.student('Ada'), await room.student('Bob')];
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await server.database.notice.deleteMany();
    await server.database.mail.deleteMany();
    await server.database.noticeChoice.deleteMany();
  });

  const inbox = async (client: SignedIn) =>
    await dataOf(
      client.query(
        '{ unreadNotices notices(first: 20) { totalCount nodes { id kind data readAt } } ' +
          'noticeChoices { kind site mail } }',
      ),
    );
  const kinds = async (client: SignedIn) =>
    (await inbox(client)).notices.nodes.map((notice: { kind: string }) => notice.kind);
  const mails = () => server.database.mail.findMany({ orderBy: { to: 'asc' } });
  const choose = (client: SignedIn, kind: string, site: boolean, mail: boolean) =>
    dataOf(
      client.query('mutation($input: ChooseNoticesInput!) { chooseNotices(input: $input) { kind site mail } }', {
        input: { kind, site, mail },
      }),
    );
  const assign = async (fields: object) => {
    const id = await room.assignment();
    await server.database.assignment.update({ where: { id }, data: fields });
    // That it is there was told, too.
    await server.database.notice.deleteMany();
    return id;
  };

  it('tell a student that a run has ended, in the transaction that ends it, and the whole team', async () => {
    const assignmentId = await assign({});
    const team = await server.database.team.create({
      data: {
        assignmentId,
        name: 'Two',
        joinCode: 'TWO',
        members: { create: [ada, bob].map(({ user }) => ({ userId: user.id, assignmentId })) },
      },
    });
    const fields = { assignmentId, studentId: ada.user.id, status: 'TRAINING' as const, attempt: 1 };
    const alone = await insertRun(server.database, fields);
    const together = await insertRun(server.database, { ...fields, teamId: team.id });
    const failure = new RunFailure('NAN_LOSS', 'Expected a number');
    await failRun(server.database, { runId: alone.id, attempt: 1 }, failure);
    await expect(failRun(server.database, { runId: together.id, attempt: 2 }, failure)).rejects.toThrow();
    expect(await kinds(bob)).toEqual([]);
    await failRun(server.database, { runId: together.id, attempt: 1 }, failure);
    expect(await kinds(bob)).toEqual(['RUN_ENDED']);
    const seen = await inbox(ada);
    expect(seen.unreadNotices).toBe(2);
    expect(seen.notices.nodes[1].data).toEqual({
      runId: alone.id,
      run: expect.stringMatching(/^CNN/),
      assignment: 'Assignment',
      status: 'FAILED',
    });
  });

  it('tell a student that staff cancelled a run, and nobody what they did themselves', async () => {
    const assignmentId = await assign({});
    const cancel = async (client: SignedIn) => {
      const { id } = await insertRun(server.database, { assignmentId, studentId: ada.user.id });
      await dataOf(client.query('mutation($id: ID!) { cancelRun(id: $id) { id } }', { id }));
    };
    await cancel(ada);
    expect(await kinds(ada)).toEqual([]);
    await cancel(room.instructor);
    expect(await kinds(ada)).toEqual(['RUN_ENDED']);
    expect(await kinds(room.instructor)).toEqual([]);
    expect(await server.database.auditEntry.count({ where: { action: 'run.cancel' } })).toBe(1);
  });

  it('are read one by one or all at once, each person their own', async () => {
    const data = { courseId: room.courseId, course: 'Course' };
    for (let time = 0; time < 3; time += 1) await notify(server.database, [ada.user.id, bob.user.id], 'ENROLLED', data);
    const read = 'mutation($ids: [ID!]) { readNotices(ids: $ids) { unread } }';
    const { notices } = await inbox(ada);
    expect(await dataOf(bob.query(read, { ids: [notices.nodes[0].id] }))).toEqual({ readNotices: { unread: 3 } });
    expect(await dataOf(ada.query(read, { ids: [notices.nodes[0].id] }))).toEqual({ readNotices: { unread: 2 } });
    expect((await dataOf(ada.query('{ notices(unreadOnly: true) { totalCount } }'))).notices.totalCount).toBe(2);
    expect(await dataOf(ada.query(read))).toEqual({ readNotices: { unread: 0 } });
    expect((await inbox(ada)).notices.totalCount).toBe(3);
    expect((await inbox(bob)).unreadNotices).toBe(3);
    const nobody = clientOf(server.url);
    expect(await dataOf(nobody.query('{ unreadNotices }'))).toEqual({ unreadNotices: 0 });
    expect(await codeOf(nobody.query('{ notices { totalCount } }'))).toBe('UNAUTHENTICATED');
  });

  it('go to each person as they chose for each kind: on the site, by e-mail, both or neither', async () => {
    await choose(ada, 'ENROLLED', false, true);
    await choose(bob, 'ENROLLED', true, false);
    expect((await inbox(ada)).noticeChoices).toContainEqual({ kind: 'ENROLLED', site: false, mail: true });
    expect((await inbox(ada)).noticeChoices).toContainEqual({ kind: 'RUN_ENDED', site: true, mail: true });
    expect((await inbox(bob)).noticeChoices).toContainEqual({ kind: 'ENROLLED', site: true, mail: false });
    const people = [ada.user.id, bob.user.id];
    await notify(server.database, people, 'ENROLLED', { courseId: room.courseId, course: 'Seeing' });
    expect(await inbox(ada)).toMatchObject({ unreadNotices: 0, notices: { totalCount: 0 } });
    expect(await inbox(bob)).toMatchObject({ unreadNotices: 1 });
    await mailNotices(server.database, server.url);
    expect(await mails()).toMatchObject([{ to: ada.user.email, subject: 'You are now in the course “Seeing”.' }]);
    expect((await mails())[0]!.text).toContain(`${server.url}/courses/${room.courseId}`);

    await choose(ada, 'ENROLLED', false, false);
    await notify(server.database, [ada.user.id], 'ENROLLED', { courseId: room.courseId, course: 'Seeing' });
    await mailNotices(server.database, server.url);
    expect(await mails()).toHaveLength(1);
    expect(await server.database.notice.count({ where: { userId: ada.user.id } })).toBe(1);
  });

  it('become one e-mail a person, once, also with several servers', async () => {
    const data = { runId: 'r', assignment: 'Discs\nand squares', status: 'SUCCEEDED' };
    await notify(server.database, [ada.user.id], 'RUN_ENDED', data);
    await notify(server.database, [ada.user.id], 'RUN_ENDED', { ...data, status: 'FAILED' });
    await notify(server.database, [bob.user.id], 'RUN_ENDED', { ...data, run: 'CNN, epochs 9' });
    await Promise.all([1, 2, 3].map(() => mailNotices(server.database, server.url)));
    const sent = await mails();
    expect(sent.filter(({ to }) => to === bob.user.email)).toMatchObject([
      { subject: 'Your run “CNN, epochs 9” for “Discs and squares” has finished.' },
    ]);
    const toAda = sent
      .filter(({ to }) => to === ada.user.email)
      .map(({ text }) => text)
      .join();
    expect(toAda.match(/has finished/g)).toHaveLength(1);
    expect(toAda.match(/has failed/g)).toHaveLength(1);
  });

  it('tell students of a new assignment once they see it, and of dates that move, once a save', async () => {
    const id = await room.assignment({ title: 'Leaves', draft: true });
    const gone = await room.student('Gone');
    const where = { courseId: room.courseId, userId: gone.user.id };
    await server.database.enrollment.updateMany({ where, data: { removedAt: new Date() } });
    const save = async (input: object) => {
      const { edition } = await server.database.assignment.findUniqueOrThrow({ where: { id } });
      await dataOf(
        room.instructor.query(
          'mutation($id: ID!, $edition: Int!, $input: AssignmentChange!) { updateAssignment(id: $id, ' +
            'edition: $edition, input: $input) { id } }',
          { id, edition, input },
        ),
      );
    };
    await save({ dueAt: inHours(90).toISOString() });
    expect(await kinds(ada)).toEqual([]);
    const publish = (at: Date | null) =>
      dataOf(
        room.instructor.query('mutation($id: ID!, $at: DateTime) { publishAssignment(id: $id, at: $at) { id } }', {
          id,
          at,
        }),
      );
    await publish(inHours(3));
    expect(await kinds(ada)).toEqual([]);
    await server.database.assignment.update({
      where: { id },
      data: { publishedAt: new Date(0), announceAt: new Date(0) },
    });
    await announcePublications(server.database);
    await announcePublications(server.database);
    expect((await inbox(ada)).notices.nodes).toMatchObject([
      { kind: 'ASSIGNMENT_PUBLISHED', data: { assignmentId: id, assignment: 'Leaves' } },
    ]);
    expect(await kinds(bob)).toEqual(['ASSIGNMENT_PUBLISHED']);
    expect(await kinds(room.instructor)).toEqual([]);
    expect(await server.database.notice.count({ where: { userId: gone.user.id } })).toBe(0);

    await save({ title: 'Petals' });
    expect(await kinds(ada)).toHaveLength(1);
    await choose(bob, 'DATES_CHANGED', false, false);
    await save({ dueAt: inHours(60).toISOString() });
    await save({ dueAt: inHours(50).toISOString(), closesAt: inHours(70).toISOString() });
    // Two saves are one notice until it is read.
    expect(await kinds(ada)).toEqual(['DATES_CHANGED', 'ASSIGNMENT_PUBLISHED']);
    expect(await kinds(bob)).toEqual(['ASSIGNMENT_PUBLISHED']);
    await dataOf(ada.query('mutation { readNotices { unread } }'));
    await dataOf(room.instructor.query('mutation($id: ID!) { closeAssignment(id: $id) { id } }', { id }));
    expect(await kinds(ada)).toEqual(['DATES_CHANGED', 'DATES_CHANGED', 'ASSIGNMENT_PUBLISHED']);
    await mailNotices(server.database, server.url);
    const toAda = (await mails()).find(({ to }) => to === ada.user.email)!;
    expect(toAda.text).toContain('The dates of “Petals” have changed.');
    expect(toAda.text).toContain(`${server.url}/assignments/${id}`);
  });

  it('tell those whose runs a revision leaves out, and their team mates, and nobody else', async () => {
    const id = await assign({ teamSize: 2 });
    const carol = await room.student('Carola');
    const team = await server.database.team.create({
      data: {
        assignmentId: id,
        name: 'Pair',
        joinCode: 'PAIR',
        members: { create: [ada, bob].map(({ user }) => ({ userId: user.id, assignmentId: id })) },
      },
    });
    await insertRun(server.database, {
      assignmentId: id,
      studentId: ada.user.id,
      teamId: team.id,
      status: 'SUCCEEDED',
    });
    await dataOf(
      room.instructor.query(
        'mutation($id: ID!) { updateAssignment(id: $id, edition: 1, newRevision: true, ' +
          'input: {metric: MACRO_F1}) { id } }',
        { id },
      ),
    );
    for (const member of [ada, bob]) expect(await kinds(member)).toEqual(['REVISION']);
    expect(await kinds(carol)).toEqual([]);
    await server.database.enrollment.deleteMany({ where: { userId: carol.user.id } });
  });

  it('say that an extension was given, has changed, and was taken back', async () => {
    const assignmentId = await assign({ dueAt: inHours(90) });
    const grant = (extraRuns: number) =>
      dataOf(
        room.instructor.query('mutation($input: GrantExtensionInput!) { grantExtension(input: $input) { id } }', {
          input: { assignmentId, studentId: ada.user.id, extraRuns },
        }),
      );
    const told = async () =>
      (await inbox(ada)).notices.nodes.map(({ kind, data }: { kind: string; data: { change: string } }) => [
        kind,
        data.change,
      ]);
    const id = (await grant(3)).grantExtension.id;
    expect(await told()).toEqual([['EXTENSION', 'GRANTED']]);
    await grant(2);
    expect(await told()).toEqual([['EXTENSION', 'CHANGED']]);
    await dataOf(
      room.instructor.query('mutation($a: ID!, $id: ID!) { revokeExtension(assignmentId: $a, id: $id) }', {
        a: assignmentId,
        id,
      }),
    );
    expect(await told()).toEqual([['EXTENSION', 'REVOKED']]);
    expect(await kinds(bob)).toEqual([]);
    await mailNotices(server.database, server.url);
    expect(await mails()).toMatchObject([{ subject: 'Your extension for “Assignment” was taken back.' }]);
  });

  it('remind of a due date once, 24 hours before, those who have not submitted', async () => {
    const [carol, removed, ill] = [
      await room.student('Carol'),
      await room.student('Removed'),
      await room.student('Ill'),
    ];
    const where = { courseId: room.courseId, userId: removed.user.id };
    await server.database.enrollment.updateMany({ where, data: { removedAt: new Date() } });
    const soon = await assign({ title: 'Soon', dueAt: inHours(23) });
    await assign({ title: 'Later', dueAt: inHours(25) });
    await assign({ title: 'Over', dueAt: inHours(-1) });
    await assign({ title: 'Draft', dueAt: inHours(2), publishedAt: null });
    await insertRun(server.database, { assignmentId: soon, studentId: carol.user.id, status: 'FAILED' });
    await server.database.grade.create({ data: { assignmentId: soon, studentId: ill.user.id, excused: true } });

    const archive = (archivedAt: Date | null) => server.database.course.updateMany({ data: { archivedAt } });
    await archive(new Date());
    expect(await remindOfDeadlines(server.database)).toBe(0);
    await archive(null);
    const counts = await Promise.all([1, 2].map(() => remindOfDeadlines(server.database)));
    expect(Math.max(...counts)).toBe(2);
    expect(await remindOfDeadlines(server.database)).toBe(0);
    const told = await server.database.notice.findMany({ orderBy: { userId: 'asc' } });
    expect(told.map(({ userId }) => userId).sort()).toEqual([ada.user.id, bob.user.id].sort());
    expect(told.map(({ data }) => (data as { assignment: string }).assignment)).toEqual(['Soon', 'Soon']);
    // A date that moves is another one.
    await server.database.assignment.update({ where: { id: soon }, data: { dueAt: inHours(48) } });
    expect(await remindOfDeadlines(server.database)).toBe(0);
    await server.database.assignment.update({ where: { id: soon }, data: { dueAt: inHours(20) } });
    expect(await remindOfDeadlines(server.database)).toBe(2);
    await server.database.assignment.deleteMany({ where: { title: { in: ['Soon', 'Later', 'Over', 'Draft'] } } });
    await server.database.enrollment.deleteMany({ where: { userId: ill.user.id } });
  });

  it('remind each person of their own due date, with the extension of their section or of a team mate', async () => {
    const assignmentId = await assign({ title: 'Extended', dueAt: inHours(-20), teamSize: 2 });
    const section = await server.database.section.create({ data: { courseId: room.courseId, name: 'Lab A' } });
    const enrolled = { courseId: room.courseId, userId: ada.user.id };
    await server.database.enrollment.updateMany({ where: enrolled, data: { sectionId: section.id } });
    await server.database.extension.create({
      data: { assignmentId, sectionId: section.id, extraSeconds: 30 * 3600 },
    });
    await remindOfDeadlines(server.database);
    expect(await kinds(ada)).toEqual(['DEADLINE_NEAR']);
    expect(await kinds(bob)).toEqual([]);
    await server.database.team.create({
      data: {
        assignmentId,
        name: 'Two more',
        joinCode: 'TWOMORE',
        members: { create: [ada, bob].map(({ user }) => ({ userId: user.id, assignmentId })) },
      },
    });
    await remindOfDeadlines(server.database);
    expect(await kinds(ada)).toEqual(['DEADLINE_NEAR']);
    expect(await kinds(bob)).toEqual(['DEADLINE_NEAR']);
  });
});
