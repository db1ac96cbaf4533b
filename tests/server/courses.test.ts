import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

describe('courses', () => {
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

  const course =
    'query($id: ID!) { course(id: $id) { title role joinCode members { role user { id email } } ' +
    'datasets { name } assignments { id } } }';

  it('are created by those who may teach only', async () => {
    const create = 'mutation { createCourse(input: {title: "Own"}) { id } }';
    expect(await codeOf(ada.query(create))).toBe('FORBIDDEN');
    await server.database.user.update({ where: { id: bob.user.id }, data: { siteRole: 'TEACHER' } });
    expect(await codeOf(bob.query(create))).toBeUndefined();
  });

  it('need a title', async () => {
    const { errors } = await room.instructor.query('mutation { createCourse(input: {title: "  "}) { id } }');
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: 'title: expected 1 to 200 characters, received 0.',
    });
  });

  it('are joined by their code, however it is typed, once', async () => {
    const join = 'mutation($code: String!) { joinCourse(code: $code) { id role } }';
    const carol = await signUp(server.url, { name: 'Carol', email: 'carol@example.org', password });
    const typed = ` ${room.joinCode.slice(0, 4).toLowerCase()}-${room.joinCode.slice(4)} `;
    expect(await dataOf(carol.query(join, { code: typed }))).toEqual({
      joinCourse: { id: room.courseId, role: 'STUDENT' },
    });
    expect(await codeOf(carol.query(join, { code: room.joinCode }))).toBe('ALREADY_ENROLLED');
    expect(await codeOf(carol.query(join, { code: 'NOSUCHCD' }))).toBe('NOT_FOUND');
  });

  it('show a student the staff and themselves, and no join code', async () => {
    const seen = (await dataOf(ada.query(course, { id: room.courseId }))).course;
    expect(seen).toMatchObject({ role: 'STUDENT', joinCode: null, datasets: [] });
    expect(seen.members).toEqual([
      { role: 'INSTRUCTOR', user: { id: room.instructor.user.id, email: null } },
      { role: 'STUDENT', user: { id: ada.user.id, email: 'ada@example.org' } },
    ]);
  });

  it('show the staff everybody with their e-mail addresses, and the join code', async () => {
    const seen = (await dataOf(room.instructor.query(course, { id: room.courseId }))).course;
    expect(seen.joinCode).toBe(room.joinCode);
    expect(seen.members.map((member: { user: { email: string } }) => member.user.email)).toEqual([
      'instructor@example.org',
      'ada@example.org',
      'bob@example.org',
      'carol@example.org',
    ]);
  });

  it('are closed to those who are not in them, their administrator included', async () => {
    const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    await server.database.user.update({ where: { id: outsider.user.id }, data: { siteRole: 'ADMIN' } });
    expect(await codeOf(outsider.query(course, { id: room.courseId }))).toBe('NOT_ENROLLED');
    const title = 'query($id: ID!) { course(id: $id) { title } }';
    expect(await codeOf(outsider.query(title, { id: room.courseId }))).toBe('NOT_ENROLLED');
    expect(await dataOf(outsider.query('{ courses { id } }'))).toEqual({ courses: [] });
    expect(await codeOf(outsider.query(course, { id: 'nonsense' }))).toBe('NOT_FOUND');
  });
});
