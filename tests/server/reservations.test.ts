import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const reserveDocument =
  'mutation($input: ReserveWorkersInput!) { reserveWorkers(input: $input) { id from to timeZone mayRemove } }';
const removeDocument = 'mutation($id: ID!) { removeReservation(id: $id) { id } }';
const calendarDocument = `query($from: DateTime!, $to: DateTime!) { reservedHours(from: $from, to: $to) {
  startsAt endsAt reservation { id from to slots note mayRemove course { title } } } }`;

describe('reservations', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let colleague: SignedIn;
  let otherCourseId: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    colleague = await signUp(server.url, { name: 'Colleague', email: 'colleague@example.org', password });
    await server.database.user.update({ where: { id: colleague.user.id }, data: { siteRole: 'TEACHER' } });
    const { createCourse } = await dataOf(colleague.query('mutation { createCourse(input: {title: "Other"}) { id } }'));
    otherCourseId = createCourse.id;
    await server.database.course.updateMany({ data: { timeZone: 'Europe/Berlin' } });
  });
  afterAll(() => server.stop());

  /** Thursdays around the end of summer time. */
  const thursdays = { date: '2027-10-28', untilDate: '2027-11-04', from: '14:00', to: '16:00' };
  const reserve = (client: SignedIn, fields: object) =>
    client.query(reserveDocument, { input: { courseId: room.courseId, ...fields } });
  const calendar = async (client: SignedIn, from = '2027-10-20T00:00:00Z', to = '2027-11-20T00:00:00Z') =>
    (await dataOf(client.query(calendarDocument, { from, to }))).reservedHours;

  it('are made by the staff of a course, in its time zone, and seen by everybody', async () => {
    expect(await codeOf(reserve(ada, thursdays))).toBe('FORBIDDEN');
    const { reserveWorkers } = await dataOf(reserve(room.instructor, { ...thursdays, slots: 2, note: 'Lab 3' }));
    expect(reserveWorkers).toMatchObject({ from: '14:00', to: '16:00', timeZone: 'Europe/Berlin', mayRemove: true });
    const seen = await calendar(ada);
    expect(seen.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      '2027-10-28T12:00:00.000Z',
      '2027-11-04T13:00:00.000Z',
    ]);
    expect(seen[0].reservation).toMatchObject({
      slots: 2,
      note: 'Lab 3',
      mayRemove: false,
      course: { title: 'Course' },
    });
    const stranger = await signUp(server.url, { name: 'Stranger', email: 'stranger@example.org', password });
    expect((await calendar(stranger))[0].reservation).toMatchObject({ course: null, note: null, from: '14:00' });
    expect(await server.database.auditEntry.count({ where: { action: 'reservation.create' } })).toBe(1);
  });

  it('that overlap are refused, whichever course, day or zone, and those that touch are not', async () => {
    const other = { courseId: otherCourseId };
    const code = (fields: object) => codeOf(reserve(colleague, { ...other, ...fields }));
    expect(await code({ date: '2027-11-04', from: '15:59', to: '17:00' })).toBe('RESERVATION_OVERLAPS');
    expect(await code({ date: '2027-10-21', untilDate: '2027-12-23', from: '13:00', to: '14:01' })).toBe(
      'RESERVATION_OVERLAPS',
    );
    expect(await code({ date: '2027-11-04', from: '16:00', to: '17:00' })).toBeUndefined();
    expect(await code({ date: '2027-11-11', from: '14:00', to: '16:00' })).toBeUndefined();
    // 22:00 in Tokyo is 14:00 in Berlin after summer time.
    await server.database.course.update({ where: { id: otherCourseId }, data: { timeZone: 'Asia/Tokyo' } });
    expect(await code({ date: '2027-11-04', from: '22:30', to: '23:00' })).toBe('RESERVATION_OVERLAPS');
    const race = { date: '2028-01-06', from: '10:00', to: '11:00' };
    const codes = await Promise.all([1, 2, 3].map(() => code(race)));
    expect(codes.filter((each) => each === undefined)).toHaveLength(1);
  });

  it('need hours that make sense', async () => {
    const code = (fields: object) => codeOf(reserve(room.instructor, { ...thursdays, ...fields }));
    expect(await code({ to: '14:00' })).toBe('BAD_USER_INPUT');
    expect(await code({ from: '25:00' })).toBe('BAD_USER_INPUT');
    expect(await code({ untilDate: '2027-10-27' })).toBe('BAD_USER_INPUT');
    expect(await code({ untilDate: '2029-10-27' })).toBe('BAD_USER_INPUT');
    expect(await code({ date: '2020-01-01', untilDate: null })).toBe('BAD_USER_INPUT');
    expect(await code({ date: '2027-02-30' })).toBe('BAD_USER_INPUT');
    expect(await code({ slots: 0 })).toBe('BAD_USER_INPUT');
    const range = { from: '2027-01-01T00:00:00Z', to: '2027-06-01T00:00:00Z' };
    expect(await codeOf(ada.query(calendarDocument, range))).toBe('BAD_USER_INPUT');
  });

  it('are removed by the staff of their course, and by an administrator', async () => {
    const [{ reservation }] = await calendar(ada);
    expect(await codeOf(colleague.query(removeDocument, { id: reservation.id }))).toBe('NOT_ENROLLED');
    await dataOf(room.instructor.query(removeDocument, { id: reservation.id }));
    expect(await codeOf(room.instructor.query(removeDocument, { id: reservation.id }))).toBe('NOT_FOUND');
    const left = await calendar(ada);
    // The first account is the site's administrator.
    await dataOf(room.instructor.query(removeDocument, { id: left[0].reservation.id }));
  });

  it('stand beside what each course and each assignment has used', async () => {
    const assignmentId = await room.assignment();
    const finishedAt = new Date();
    const startedAt = new Date(finishedAt.getTime() - 90_000);
    const fields = {
      assignmentId,
      studentId: ada.user.id,
      status: 'SUCCEEDED' as const,
      startedAt,
      finishedAt,
      secondsUsed: 90,
    };
    await insertRun(server.database, fields);
    await insertRun(server.database, { ...fields, studentId: room.instructor.user.id });
    await insertRun(server.database, { assignmentId, studentId: ada.user.id });
    await server.database.worker.create({
      data: { host: 'here', engine: 'wasm', engineReason: 'x', environment: {}, concurrency: 3 },
    });
    const question = `query($id: ID!) {
      machineUse { slots courses { running waiting secondsThisWeek course { title } } }
      course(id: $id) { assignmentUse { secondsUsed ownSecondsUsed open assignment { id } } } }`;
    const stranger = await signUp(server.url, { name: 'Passer', email: 'passer@example.org', password });
    const use = '{ machineUse { slots courses { secondsThisWeek course { title } } } }';
    expect((await dataOf(stranger.query(use))).machineUse.courses).toEqual([{ secondsThisWeek: 180, course: null }]);
    const { machineUse, course } = await dataOf(ada.query(question, { id: room.courseId }));
    expect(machineUse).toEqual({
      slots: 3,
      courses: [{ running: 0, waiting: 1, secondsThisWeek: 180, course: { title: 'Course' } }],
    });
    expect(course.assignmentUse).toEqual([
      { secondsUsed: 180, ownSecondsUsed: 90, open: 1, assignment: { id: assignmentId } },
    ]);
  });

  it('stand beside what each student has used and may use, for staff', async () => {
    const assignmentId = await room.assignment({ budgetSeconds: 600 });
    const [bo, cy, di] = await Promise.all(['Bo', 'Cy', 'Di'].map((name) => room.student(name)));
    const { database } = server;
    await dataOf(
      room.instructor.query('mutation($input: GrantExtensionInput!) { grantExtension(input: $input) { id } }', {
        input: { assignmentId, studentId: bo!.user.id, extraBudgetSeconds: 60 },
      }),
    );
    const team = await database.team.create({
      data: { assignmentId, name: 'Two', joinCode: 'TWO', members: { create: [cy!, di!].map((one) => memberOf(one)) } },
    });
    function memberOf({ user }: SignedIn) {
      return { assignmentId, userId: user.id };
    }
    const ended = { assignmentId, status: 'SUCCEEDED' as const, finishedAt: new Date() };
    await insertRun(database, { ...ended, studentId: bo!.user.id, secondsUsed: 90 });
    await insertRun(database, { ...ended, studentId: cy!.user.id, teamId: team.id, secondsUsed: 200 });
    const document = `query($id: ID!, $search: String, $first: Int, $after: String) { assignment(id: $id) {
      ownQuota { secondsUsed budgetSeconds }
      studentUse(search: $search, first: $first, after: $after) {
        totalCount pageInfo { endCursor } nodes { secondsUsed budgetSeconds student { name } } } } }`;
    const ask = async (variables: object = {}) =>
      (await dataOf(room.instructor.query(document, { id: assignmentId, ...variables }))).assignment.studentUse;
    const rowOf = (name: string, secondsUsed: number, budgetSeconds: number) => ({
      student: { name },
      secondsUsed,
      budgetSeconds,
    });
    const mates = [rowOf('Cy', 200, 600), rowOf('Di', 200, 600)];
    const { nodes, totalCount } = await ask();
    expect(totalCount).toBe(4);
    expect(nodes.slice(0, 2)).toEqual(expect.arrayContaining(mates));
    expect(nodes.slice(2)).toEqual([rowOf('Bo', 90, 660), rowOf('Ada', 0, 600)]);
    expect(await ask({ search: 'bo' })).toMatchObject({ totalCount: 1, nodes: [rowOf('Bo', 90, 660)] });
    const first = await ask({ first: 3 });
    expect(await ask({ first: 3, after: first.pageInfo.endCursor })).toMatchObject({ nodes: [rowOf('Ada', 0, 600)] });
    // It agrees with what each of them sees.
    for (const [client, row] of [
      [bo!, nodes[2]],
      [cy!, nodes[0]],
    ] as const) {
      const own = 'query($id: ID!) { assignment(id: $id) { ownQuota { secondsUsed budgetSeconds } } }';
      const { assignment } = await dataOf(client.query(own, { id: assignmentId }));
      expect(assignment.ownQuota).toEqual({ secondsUsed: row.secondsUsed, budgetSeconds: row.budgetSeconds });
    }
    expect((await dataOf(bo!.query(document, { id: assignmentId }))).assignment.studentUse).toBeNull();
  });
});
