import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, codeOf, dataOf, refusalOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const watch = 'subscription($id: ID!) { runProgress(runId: $id) { run { status } } }';
const people = `query($id: ID!, $filter: MemberFilter, $first: Int, $after: String) { course(id: $id) {
  people(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { role studentNumber section { name } lastSeenAt runsSubmitted removedAt user { id name } } } } }`;
const remove = 'mutation($input: MemberInput!) { removeMember(input: $input) { removedAt } }';
const readmit = 'mutation($input: MemberInput!) { readmitMember(input: $input) { removedAt } }';
const setRole = 'mutation($input: SetMemberRoleInput!) { setMemberRole(input: $input) { role } }';
const join = 'mutation($code: String!) { joinCourse(code: $code) { id } }';

describe('people in a course', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let assignmentId: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    assignmentId = await room.assignment();
  });
  afterAll(() => server.stop());

  const member = ({ user }: SignedIn) => ({ courseId: room.courseId, userId: user.id });
  const namesOf = async (client: SignedIn, filter: object = {}) => {
    const { course } = await dataOf(client.query(people, { id: room.courseId, filter }));
    return course.people.nodes.map(({ user }: { user: { name: string } }) => user.name);
  };

  it('are found by name, address, number, section and page', async () => {
    const kim = await room.student('Kim');
    const { createSection } = await dataOf(
      room.instructor.query('mutation($input: CreateSectionInput!) { createSection(input: $input) { id } }', {
        input: { courseId: room.courseId, name: 'Thursday' },
      }),
    );
    const update = 'mutation($input: UpdateMemberInput!) { updateMember(input: $input) { studentNumber } }';
    const fields = { studentNumber: '2026-77', sectionId: createSection.id };
    await dataOf(room.instructor.query(update, { input: { ...member(kim), ...fields } }));
    await insertRun(server.database, { assignmentId, studentId: kim.user.id, status: 'SUCCEEDED' });
    expect(await namesOf(room.instructor, { search: 'KIM' })).toEqual(['Kim']);
    expect(await namesOf(room.instructor, { search: '26-7' })).toEqual(['Kim']);
    expect(await namesOf(room.instructor, { search: 'example.org ada' })).toEqual(['Ada']);
    expect(await namesOf(room.instructor, { sectionId: createSection.id })).toEqual(['Kim']);
    expect(await namesOf(room.instructor, { role: 'STUDENT' })).toEqual(['Ada', 'Kim']);
    const first = (await dataOf(room.instructor.query(people, { id: room.courseId, first: 2 }))).course.people;
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const after = first.pageInfo.endCursor;
    const second = (await dataOf(room.instructor.query(people, { id: room.courseId, first: 2, after }))).course.people;
    expect(second.nodes).toMatchObject([
      { user: { name: 'Kim' }, studentNumber: '2026-77', section: { name: 'Thursday' }, runsSubmitted: 1 },
    ]);
    expect(await codeOf(ada.query(update, { input: { ...member(ada), ...fields } }))).toBe('FORBIDDEN');
  });

  it('know of others only their staff, when they are students', async () => {
    const { course } = await dataOf(ada.query(people, { id: room.courseId }));
    expect(course.people.nodes).toEqual([
      expect.objectContaining({ user: { id: ada.user.id, name: 'Ada' }, runsSubmitted: 0, lastSeenAt: null }),
      expect.objectContaining({ role: 'INSTRUCTOR', lastSeenAt: null, runsSubmitted: null }),
    ]);
    expect(await codeOf(ada.query(people, { id: room.courseId, filter: { stuckIn: assignmentId } }))).toBe('FORBIDDEN');
  });

  it('were last seen when they asked for something of the course', async () => {
    const { course } = await dataOf(room.instructor.query(people, { id: room.courseId, filter: { search: 'Ada' } }));
    expect(Date.parse(course.people.nodes[0].lastSeenAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('who have not submitted or are stuck are found', async () => {
    const stuck = await room.student('Stuck');
    const fields = { assignmentId, studentId: stuck.user.id };
    await insertRun(server.database, { ...fields, status: 'SUCCEEDED', submittedAt: new Date(0) });
    const failed = await insertRun(server.database, { ...fields, status: 'FAILED', failureCode: 'NAN_LOSS' });
    expect(await namesOf(room.instructor, { withoutRunIn: assignmentId })).toEqual(['Ada']);
    expect(await namesOf(room.instructor, { stuckIn: assignmentId })).toEqual(['Stuck']);
    const latest = `query($id: ID!, $asked: ID!) { course(id: $id) {
      people(filter: {search: "Stuck"}) { nodes { latestRun(assignmentId: $asked) { id } } } } }`;
    const latestOf = async (asker: SignedIn, asked: string) =>
      (await dataOf(asker.query(latest, { id: room.courseId, asked }))).course.people.nodes[0].latestRun;
    expect(await latestOf(room.instructor, assignmentId)).toEqual({ id: failed.id });
    // Students are not told, not even of themselves, and an assignment of another course is none of this one.
    expect(await latestOf(stuck, assignmentId)).toBeNull();
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: {title: "Other"}) { id } }'),
    );
    const elsewhere = await room.assignment({ title: 'Elsewhere' });
    const data = { courseId: createCourse.id };
    await server.database.assignment.update({ where: { id: elsewhere }, data });
    await insertRun(server.database, { assignmentId: elsewhere, studentId: stuck.user.id, status: 'FAILED' });
    expect(await latestOf(room.instructor, elsewhere)).toBeNull();
    await insertRun(server.database, { ...fields, status: 'TRAINING' });
    expect(await namesOf(room.instructor, { stuckIn: assignmentId })).toEqual([]);
  });

  it('who are removed see nothing any more, what they watch ends at once, and they can be taken back', async () => {
    const eve = await room.student('Eve');
    const run = await insertRun(server.database, { assignmentId, studentId: eve.user.id, status: 'TRAINING' });
    const events = eve.subscribe(watch, { id: run.id });
    await events.next();
    const next = events.next();
    await dataOf(room.instructor.query(remove, { input: member(eve) }));
    await expect(next).rejects.toMatchObject([{ extensions: { code: 'NOT_ENROLLED' } }]);

    const refused = {
      course: eve.query('query($id: ID!) { course(id: $id) { id } }', { id: room.courseId }),
      assignment: eve.query('query($id: ID!) { assignment(id: $id) { id } }', { id: assignmentId }),
      run: eve.query('query($id: ID!) { run(id: $id) { id } }', { id: run.id }),
      runs: eve.query('query($id: ID!) { runs(assignmentId: $id) { id } }', { id: assignmentId }),
      epochs: eve.query('query($id: ID!) { epochs(runIds: [$id], metric: LOSS) { runId } }', { id: run.id }),
      leaderboard: eve.query('query($id: ID!) { leaderboard(assignmentId: $id) { isFinal } }', { id: assignmentId }),
      cancel: eve.query('mutation($id: ID!) { cancelRun(id: $id) { id } }', { id: run.id }),
      submit: eve.query('mutation($input: SubmitRunInput!) { submitRun(input: $input) { alreadySubmitted } }', {
        input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46 } },
      }),
    };
    for (const [name, answer] of Object.entries(refused)) expect(await codeOf(answer), name).toBe('NOT_ENROLLED');
    expect(await refusalOf(eve.subscribe(watch, { id: run.id }))).toBe('NOT_ENROLLED');
    expect(await dataOf(eve.query('{ courses { id } queue { entries { position } } }'))).toEqual({
      courses: [],
      queue: { entries: [] },
    });
    expect(await codeOf(eve.query(join, { code: room.joinCode }))).toBe('REMOVED_FROM_COURSE');
    expect(await namesOf(room.instructor, { search: 'Eve' })).toEqual([]);
    expect(await namesOf(room.instructor, { removed: true })).toEqual(['Eve']);

    await dataOf(room.instructor.query(readmit, { input: member(eve) }));
    expect(await codeOf(eve.query('query($id: ID!) { run(id: $id) { id } }', { id: run.id }))).toBeUndefined();
  });

  it('who are staff see no run of others any more once they are removed', async () => {
    const aide = await room.student('Aide');
    await dataOf(room.instructor.query(setRole, { input: { ...member(aide), role: 'ASSISTANT' } }));
    const run = await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING' });
    const events = aide.subscribe(watch, { id: run.id });
    await events.next();
    const next = events.next();
    await dataOf(room.instructor.query(remove, { input: member(aide) }));
    await expect(next).rejects.toMatchObject([{ extensions: { code: 'NOT_ENROLLED' } }]);
    expect(await codeOf(aide.query('{ workers { id } }'))).toBeUndefined();
    const email = 'query($id: ID!) { run(id: $id) { student { email } } }';
    expect(await codeOf(aide.query(email, { id: run.id }))).toBe('NOT_ENROLLED');
  });

  it('who were staff upload nothing and read no addresses once they are removed', async () => {
    const [aide, kim] = [await room.student('Former Aide'), await room.student('Helpful Kim')];
    await dataOf(room.instructor.query(setRole, { input: { ...member(aide), role: 'ASSISTANT' } }));
    // In another course the aide is a student, who sees that Kim assists there.
    const { createCourse: other } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "Another" }) { id joinCode } }'),
    );
    for (const person of [aide, kim]) await dataOf(person.query(join, { code: other.joinCode }));
    const helper = { courseId: other.id, userId: kim.user.id, role: 'ASSISTANT' };
    await dataOf(room.instructor.query(setRole, { input: helper }));
    const addressOfKim = async () => {
      const document = 'query($id: ID!) { course(id: $id) { people { nodes { user { id email } } } } }';
      const { course } = await dataOf(aide.query(document, { id: other.id }));
      return course.people.nodes.find(({ user }: { user: { id: string } }) => user.id === kim.user.id).user.email;
    };
    const begin = async () => {
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '5' };
      return (await aide.fetch('/uploads', { method: 'POST', headers })).status;
    };
    expect([await begin(), await addressOfKim()]).toEqual([201, kim.user.email]);
    await dataOf(room.instructor.query(remove, { input: member(aide) }));
    expect([await begin(), await addressOfKim()]).toEqual([403, null]);
  });

  it('have at least one instructor, also when two leave at the same moment', async () => {
    expect(await codeOf(room.instructor.query(remove, { input: member(room.instructor) }))).toBe('LAST_INSTRUCTOR');
    const demote = { ...member(room.instructor), role: 'ASSISTANT' };
    expect(await codeOf(room.instructor.query(setRole, { input: demote }))).toBe('LAST_INSTRUCTOR');
    const second = await room.student('Second');
    expect(await codeOf(ada.query(setRole, { input: { ...member(ada), role: 'INSTRUCTOR' } }))).toBe('FORBIDDEN');
    await dataOf(room.instructor.query(setRole, { input: { ...member(second), role: 'INSTRUCTOR' } }));
    const codes = await Promise.all([
      codeOf(room.instructor.query(setRole, { input: { ...member(room.instructor), role: 'ASSISTANT' } })),
      codeOf(second.query(setRole, { input: { ...member(second), role: 'ASSISTANT' } })),
    ]);
    expect(codes.sort()).toEqual(['LAST_INSTRUCTOR', undefined]);
    const left = await server.database.enrollment.findMany({
      where: { courseId: room.courseId, role: 'INSTRUCTOR', removedAt: null },
    });
    expect(left).toHaveLength(1);
    // The instructor who is left gives it back.
    const holder = left[0]!.userId === second.user.id ? second : room.instructor;
    const handOver = 'mutation($input: HandOverCourseInput!) { handOverCourse(input: $input) { role } }';
    if (holder === second) await dataOf(second.query(handOver, { input: { ...member(room.instructor) } }));
    else await dataOf(room.instructor.query(setRole, { input: { ...member(second), role: 'STUDENT' } }));
  });

  it('are handed a course, and the giver stays as an assistant or leaves', async () => {
    const handOver = 'mutation($input: HandOverCourseInput!) { handOverCourse(input: $input) { id } }';
    const heir = await room.student('Heir');
    await dataOf(room.instructor.query(handOver, { input: member(heir) }));
    const mine = 'query($id: ID!) { course(id: $id) { role } }';
    expect(await dataOf(room.instructor.query(mine, { id: room.courseId }))).toEqual({ course: { role: 'ASSISTANT' } });
    expect(await codeOf(room.instructor.query(handOver, { input: member(heir) }))).toBe('FORBIDDEN');
    await dataOf(heir.query(handOver, { input: { ...member(room.instructor), leave: true } }));
    expect(await codeOf(heir.query(mine, { id: room.courseId }))).toBe('NOT_ENROLLED');
    expect(await dataOf(room.instructor.query(mine, { id: room.courseId }))).toEqual({
      course: { role: 'INSTRUCTOR' },
    });
  });

  it('are looked after by staff, and staff by instructors alone', async () => {
    const [aide, other] = [await room.student('First Aide'), await room.student('Second Aide')];
    const kim = await room.student('Quiet Kim');
    const became = (who: SignedIn, role: string) => ({ input: { ...member(who), role } });
    for (const person of [aide, other]) await dataOf(room.instructor.query(setRole, became(person, 'ASSISTANT')));
    const { id: section } = await server.database.section.create({ data: { courseId: room.courseId, name: 'Quiet' } });
    const ofCourse = `courseId: "${room.courseId}"`;
    const ofStudents = [
      `removeMember(input: {${ofCourse}, userId: "${kim.user.id}"}) { role }`,
      `readmitMember(input: {${ofCourse}, userId: "${kim.user.id}"}) { role }`,
      `renewJoinCode(${ofCourse}) { id }`,
      `openJoining(${ofCourse}, open: false) { id }`,
      `keepModels(input: {${ofCourse}, days: 3}) { id }`,
      `renameSection(id: "${section}", name: "Mine") { id }`,
      `deleteSection(id: "${section}") { id }`,
    ];
    for (const field of ofStudents) expect(await codeOf(ada.query(`mutation { ${field} }`)), field).toBe('FORBIDDEN');
    await server.database.section.delete({ where: { id: section } });

    const handOver = 'mutation($input: HandOverCourseInput!) { handOverCourse(input: $input) { id } }';
    const asAide = [
      () => aide.query(setRole, became(kim, 'ASSISTANT')),
      () => aide.query(setRole, became(aide, 'INSTRUCTOR')),
      () => aide.query(remove, { input: member(other) }),
      () => aide.query(remove, { input: member(room.instructor) }),
      () => aide.query(handOver, { input: member(kim) }),
    ];
    for (const ask of asAide) expect(await codeOf(ask()), String(ask)).toBe('FORBIDDEN');
    expect(await codeOf(aide.query(remove, { input: member(kim) }))).toBeUndefined();
    expect(await codeOf(aide.query(readmit, { input: member(kim) }))).toBeUndefined();

    // Who was removed gets no role, no course, and is not the one who is left.
    await dataOf(room.instructor.query(remove, { input: member(other) }));
    expect(await codeOf(aide.query(readmit, { input: member(other) }))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query(setRole, became(other, 'INSTRUCTOR')))).toBe('NOT_FOUND');
    expect(await codeOf(room.instructor.query(handOver, { input: member(other) }))).toBe('NOT_FOUND');
    const where = { courseId_userId: member(other) };
    await server.database.enrollment.update({ where, data: { role: 'INSTRUCTOR' } });
    expect(await codeOf(room.instructor.query(remove, { input: member(room.instructor) }))).toBe('LAST_INSTRUCTOR');
    await server.database.enrollment.update({ where, data: { role: 'ASSISTANT' } });
    expect(await codeOf(room.instructor.query(handOver, { input: member(room.instructor) }))).toBe('BAD_USER_INPUT');
    await dataOf(room.instructor.query(setRole, became(aide, 'STUDENT')));
  });

  it('are put into sections of their own course only', async () => {
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "With sections" }) { id } }'),
    );
    const { id: sectionId } = await server.database.section.create({
      data: { courseId: createCourse.id, name: 'There' },
    });
    const { courseId } = room;
    const update = 'mutation($input: UpdateMemberInput!) { updateMember(input: $input) { role } }';
    const assign = 'mutation($input: AssignSectionInput!) { assignSection(input: $input) }';
    const invite = 'mutation($input: CreateInvitationInput!) { createInvitation(input: $input) { id } }';
    for (const [document, input] of [
      [update, { ...member(ada), sectionId }],
      [assign, { courseId, userIds: [ada.user.id], sectionId }],
      [invite, { courseId, sectionId }],
    ] as const)
      expect(await codeOf(room.instructor.query(document, { input })), document).toBe('NOT_FOUND');
    // Nobody of another course is moved along with them.
    await server.database.enrollment.updateMany({
      where: { courseId: createCourse.id },
      data: { sectionId },
    });
    const input = { courseId, userIds: [room.instructor.user.id], sectionId: null };
    expect(await dataOf(room.instructor.query(assign, { input }))).toEqual({ assignSection: 0 });
    expect(await server.database.enrollment.count({ where: { sectionId } })).toBe(1);
  });

  it('come in by links that expire, can be revoked, and say what one becomes', async () => {
    const create =
      'mutation($input: CreateInvitationInput!) { createInvitation(input: $input) { id path isValid role } }';
    const { createInvitation } = await dataOf(
      room.instructor.query(create, { input: { courseId: room.courseId, role: 'ASSISTANT', note: 'the new aide' } }),
    );
    const token = createInvitation.path.split('/').at(-1);
    const offer = 'query($token: String!) { invitationOffer(token: $token) { courseTitle role section } }';
    const accept = 'mutation($token: String!) { acceptInvitation(token: $token) { id role } }';
    const guest = await signUp(server.url, { name: 'Guest', email: 'guest@example.org', password });
    // The page for signing up says it, too.
    for (const asker of [guest, clientOf(server.url)])
      expect(await dataOf(asker.query(offer, { token }))).toEqual({
        invitationOffer: { courseTitle: 'Course', role: 'ASSISTANT', section: null },
      });
    expect(await dataOf(guest.query(accept, { token }))).toEqual({
      acceptInvitation: { id: room.courseId, role: 'ASSISTANT' },
    });
    // A link that makes staff works once.
    const second = await signUp(server.url, { name: 'Aide', email: 'aide@example.org', password });
    expect(await codeOf(second.query(offer, { token }))).toBe('INVITATION_INVALID');
    expect(await codeOf(second.query(accept, { token }))).toBe('INVITATION_INVALID');
    const listed = 'query($id: ID!) { course(id: $id) { invitations { nodes { isValid uses } } } }';
    expect((await dataOf(room.instructor.query(listed, { id: room.courseId }))).course.invitations.nodes).toEqual([
      { isValid: false, uses: 1 },
    ]);
    // An assistant invites students, and no staff.
    expect(await codeOf(guest.query(create, { input: { courseId: room.courseId, role: 'ASSISTANT' } }))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(guest.query(create, { input: { courseId: room.courseId } }))).toBeUndefined();
    expect(await codeOf(ada.query(create, { input: { courseId: room.courseId } }))).toBe('FORBIDDEN');
    for (const days of [0, 366])
      expect(await codeOf(guest.query(create, { input: { courseId: room.courseId, days } }))).toBe('BAD_USER_INPUT');
    expect((await dataOf(ada.query(listed, { id: room.courseId }))).course.invitations).toBeNull();
    const revoke = 'mutation($id: ID!) { revokeInvitation(id: $id) { isValid } }';
    expect(await codeOf(ada.query(revoke, { id: createInvitation.id }))).toBe('FORBIDDEN');

    await dataOf(
      room.instructor.query('mutation($id: ID!) { revokeInvitation(id: $id) { isValid } }', {
        id: createInvitation.id,
      }),
    );
    const late = await signUp(server.url, { name: 'Late', email: 'late@example.org', password });
    expect(await codeOf(late.query(accept, { token }))).toBe('INVITATION_INVALID');
    const { id } = createInvitation;
    await server.database.invitation.update({ where: { id }, data: { revokedAt: null, expiresAt: new Date() } });
    expect(await codeOf(late.query(offer, { token }))).toBe('INVITATION_INVALID');
    expect(await codeOf(late.query(accept, { token }))).toBe('INVITATION_INVALID');
    expect((await server.database.invitation.findUniqueOrThrow({ where: { id } })).uses).toBe(1);
  });

  it('come in by one link as often as it is for students, and once where two use one for staff at a time', async () => {
    const create = 'mutation($input: CreateInvitationInput!) { createInvitation(input: $input) { id path } }';
    const accept = 'mutation($token: String!) { acceptInvitation(token: $token) { id } }';
    const [one, two] = await Promise.all(
      ['One', 'Two'].map((name) => signUp(server.url, { name, email: `${name}.link@example.org`, password })),
    );
    const linkOf = async (role: string) => {
      const input = { courseId: room.courseId, role };
      const { createInvitation } = await dataOf(room.instructor.query(create, { input }));
      return { token: createInvitation.path.split('/').at(-1), id: createInvitation.id };
    };
    const staff = await linkOf('INSTRUCTOR');
    const codes = await Promise.all([codeOf(one!.query(accept, staff)), codeOf(two!.query(accept, staff))]);
    expect(codes.toSorted()).toEqual(['INVITATION_INVALID', undefined]);
    const students = await linkOf('STUDENT');
    const last = await signUp(server.url, { name: 'Three', email: 'three.link@example.org', password });
    const left = codes[0] === undefined ? two! : one!;
    expect([await codeOf(left.query(accept, students)), await codeOf(last.query(accept, students))]).toEqual([
      undefined,
      undefined,
    ]);
    const late = await signUp(server.url, { name: 'Four', email: 'four.link@example.org', password });
    const offer = 'query($token: String!) { invitationOffer(token: $token) { role } }';
    const where = { id: students.id };
    for (const ended of [{ revokedAt: new Date() }, { revokedAt: null, expiresAt: new Date() }]) {
      await server.database.invitation.update({ where, data: ended });
      for (const document of [offer, accept])
        expect(await codeOf(late.query(document, { token: students.token }))).toBe('INVITATION_INVALID');
    }
  });

  it('cannot join with a code that is closed, or that was renewed', async () => {
    const late = await signUp(server.url, { name: 'Later', email: 'later@example.org', password });
    const set =
      'mutation($courseId: ID!, $open: Boolean!) { openJoining(courseId: $courseId, open: $open) { isJoinOpen } }';
    await dataOf(room.instructor.query(set, { courseId: room.courseId, open: false }));
    expect(await codeOf(late.query(join, { code: room.joinCode }))).toBe('JOIN_CLOSED');
    const { renewJoinCode } = await dataOf(
      room.instructor.query('mutation($courseId: ID!) { renewJoinCode(courseId: $courseId) { joinCode isJoinOpen } }', {
        courseId: room.courseId,
      }),
    );
    expect(renewJoinCode.isJoinOpen).toBe(true);
    expect(JSON.stringify(await server.database.auditEntry.findMany())).not.toContain(renewJoinCode.joinCode);
    expect(await codeOf(late.query(join, { code: room.joinCode }))).toBe('NOT_FOUND');
    expect(await codeOf(late.query(join, { code: renewJoinCode.joinCode }))).toBeUndefined();
  });

  it('are put into sections, which are renamed and deleted', async () => {
    const input = { courseId: room.courseId, name: ' Friday ' };
    const create = 'mutation($input: CreateSectionInput!) { createSection(input: $input) { id name } }';
    const { createSection } = await dataOf(room.instructor.query(create, { input }));
    expect(createSection.name).toBe('Friday');
    expect(await codeOf(room.instructor.query(create, { input }))).toBe('NAME_TAKEN');
    expect(await codeOf(ada.query(create, { input: { ...input, name: 'Own' } }))).toBe('FORBIDDEN');
    const assign = 'mutation($input: AssignSectionInput!) { assignSection(input: $input) }';
    const sectionId = createSection.id;
    const wish = { courseId: room.courseId, userIds: [ada.user.id], sectionId };
    expect(await dataOf(room.instructor.query(assign, { input: wish }))).toEqual({ assignSection: 1 });
    expect(await dataOf(room.instructor.query(assign, { input: wish }))).toEqual({ assignSection: 0 });
    // From a list: addresses and numbers, of people who wait for an account as well, or nothing of it.
    const byList = (people: string[], id: string | null = sectionId) =>
      room.instructor.query(assign, { input: { courseId: room.courseId, sectionId: id, people } });
    const where = { courseId_email: { courseId: room.courseId, email: 'waiting@example.org' } };
    await server.database.pendingMember.create({ data: where.courseId_email });
    const { errors } = await byList(['WAITING@example.org', 'nobody@example.org', '4711']);
    expect(errors?.[0]?.message).toContain('2 of nobody in it: nobody@example.org, 4711');
    expect((await server.database.pendingMember.findUniqueOrThrow({ where })).sectionId).toBeNull();
    await server.database.enrollment.updateMany({ where: { userId: ada.user.id }, data: { studentNumber: '4711' } });
    expect(await dataOf(byList([' WAITING@example.org ', '4711', ''], null))).toEqual({ assignSection: 1 });
    expect(await dataOf(byList(['WAITING@example.org', '4711']))).toEqual({ assignSection: 2 });
    expect((await server.database.pendingMember.findUniqueOrThrow({ where })).sectionId).toBe(sectionId);
    expect(await codeOf(ada.query(assign, { input: { ...wish, people: ['4711'] } }))).toBe('FORBIDDEN');
    await server.database.pendingMember.delete({ where });
    const sections = 'query($id: ID!) { course(id: $id) { sections { name memberCount } } }';
    expect(await dataOf(ada.query(sections, { id: room.courseId }))).toEqual({
      course: { sections: [{ name: 'Friday', memberCount: 1 }] },
    });
    await dataOf(
      room.instructor.query('mutation($id: ID!) { renameSection(id: $id, name: "Monday") { name } }', {
        id: sectionId,
      }),
    );
    await dataOf(room.instructor.query('mutation($id: ID!) { deleteSection(id: $id) { id } }', { id: sectionId }));
    expect(await namesOf(room.instructor, { search: 'Ada' })).toEqual(['Ada']);
    expect(await dataOf(ada.query(sections, { id: room.courseId }))).toEqual({ course: { sections: [] } });
  });
});
