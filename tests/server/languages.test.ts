import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notify } from '#prisma/notices';
import { mailNotices } from '../../server/notices/mailNotices.ts';
import { clientOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const change = 'mutation($language: Language) { changeLanguage(language: $language) { language } }';
const settings = 'mutation($input: UpdateCourseInput!) { updateCourse(input: $input) { language title } }';

describe('languages', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  beforeAll(async () => {
    server = await startTestServer({ keepsOutbox: true });
    room = await openClassroom(server);
    ada = await room.student('Ada');
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await server.database.mail.deleteMany();
    await server.database.notice.deleteMany();
    await server.database.user.updateMany({ data: { language: null } });
    await server.database.course.updateMany({ data: { language: null } });
    await server.database.siteSettings.deleteMany();
  });

  const me = async (who: SignedIn) => (await dataOf(who.query('{ me { language courseLanguage } }'))).me;
  const setCourse = (language: string | null) =>
    dataOf(room.instructor.query(settings, { input: { courseId: room.courseId, language } }));
  const mailTo = async (to: string) => (await server.database.mail.findFirstOrThrow({ where: { to } })).subject;

  it('are chosen by an account’s owner, and told to nobody else', async () => {
    expect(await me(ada)).toEqual({ language: null, courseLanguage: null });
    expect(await dataOf(ada.query(change, { language: 'ko' }))).toEqual({ changeLanguage: { language: 'ko' } });
    expect(await me(ada)).toEqual({ language: 'ko', courseLanguage: null });
    const nodes = 'nodes { user { id language courseLanguage } }';
    const people = `{ course(id: "${room.courseId}") { people(first: 10) { ${nodes} } } }`;
    const { course } = await dataOf(room.instructor.query(people));
    for (const { user } of course.people.nodes) expect(user).toMatchObject({ language: null, courseLanguage: null });
    await dataOf(ada.query(change, { language: null }));
    expect((await me(ada)).language).toBeNull();
    expect((await ada.query(change, { language: 'xx' })).errors).toBeDefined();
    expect(await codeOf(clientOf(server.url).query(change, { language: 'ko' }))).toBe('UNAUTHENTICATED');
  });

  it('are set for a course by its staff, and kept by a change of something else', async () => {
    await setCourse('ko');
    expect(await me(ada)).toEqual({ language: null, courseLanguage: 'ko' });
    await dataOf(room.instructor.query(settings, { input: { courseId: room.courseId, title: 'Seeing' } }));
    expect((await me(ada)).courseLanguage).toBe('ko');
    await setCourse(null);
    expect((await me(ada)).courseLanguage).toBeNull();
    expect(await codeOf(ada.query(settings, { input: { courseId: room.courseId, language: 'ko' } }))).toBe('FORBIDDEN');
  });

  it('of several courses are those of the one that was used last', async () => {
    const create = 'mutation($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }';
    const { createCourse } = await dataOf(room.instructor.query(create, { input: { title: 'Hearing' } }));
    await dataOf(
      ada.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: createCourse.joinCode }),
    );
    await setCourse('en');
    await dataOf(room.instructor.query(settings, { input: { courseId: createCourse.id, language: 'ko' } }));
    const used = (courseId: string, lastSeenAt: Date) =>
      server.database.enrollment.update({
        where: { courseId_userId: { courseId, userId: ada.user.id } },
        data: { lastSeenAt },
      });
    await used(room.courseId, new Date(Date.now() - 60_000));
    await used(createCourse.id, new Date());
    expect((await me(ada)).courseLanguage).toBe('ko');
    await used(createCourse.id, new Date(Date.now() - 120_000));
    expect((await me(ada)).courseLanguage).toBe('en');
    await server.database.course.delete({ where: { id: createCourse.id } });
  });

  it('are those of e-mails: the recipient’s own, else their course’s, else the site’s', async () => {
    const bob = await room.student('Bob');
    await dataOf(ada.query(change, { language: 'ko' }));
    await server.database.mail.deleteMany();
    const tell = async () => {
      const people = [ada.user.id, bob.user.id];
      await notify(server.database, people, 'ENROLLED', { courseId: room.courseId, course: '시각 지능' });
      await mailNotices(server.database, server.url);
      // The server itself tells what is due, too.
      await expect.poll(() => server.database.mail.count()).toBe(2);
    };
    await tell();
    expect(await mailTo(ada.user.email)).toBe('‘시각 지능’ 강좌에 등록되었습니다.');
    expect(await mailTo(bob.user.email)).toBe('You are now in the course “시각 지능”.');
    await server.database.mail.deleteMany();
    await dataOf(ada.query(change, { language: 'en' }));
    await setCourse('ko');
    await tell();
    expect(await mailTo(ada.user.email)).toBe('You are now in the course “시각 지능”.');
    expect(await mailTo(bob.user.email)).toBe('‘시각 지능’ 강좌에 등록되었습니다.');
    await server.database.mail.deleteMany();
    await setCourse(null);
    await dataOf(room.instructor.query('mutation { updateSite(input: {language: ko}) { language } }'));
    await tell();
    expect(await mailTo(bob.user.email)).toBe('‘시각 지능’ 강좌에 등록되었습니다.');
    const { text } = await server.database.mail.findFirstOrThrow({ where: { to: bob.user.email } });
    expect(text).toContain(`${server.url}/courses/${room.courseId}\n\n이메일로 받을 알림은 여기에서 고를 수 있습니다`);
  });

  it('write a deadline on the clock of the course', async () => {
    await dataOf(ada.query(change, { language: 'ko' }));
    const input = { courseId: room.courseId, timeZone: 'Asia/Seoul' };
    await dataOf(room.instructor.query(settings, { input }));
    const assignmentId = await room.assignment();
    const data = { assignmentId, assignment: '원과 사각형', dueAt: '2026-12-01T09:00:00.000Z' };
    // That the assignment is there was told, too.
    await server.database.notice.deleteMany();
    await notify(server.database, [ada.user.id], 'DEADLINE_NEAR', data);
    await mailNotices(server.database, server.url);
    await expect.poll(() => server.database.mail.count()).toBe(1);
    expect(await mailTo(ada.user.email)).toBe(
      '‘원과 사각형’ 과제의 마감은 2026. 12. 1. 18:00 (Asia/Seoul)입니다. 아직 제출한 실행이 없습니다.',
    );
  });

  it('of a new account are those of the browser: its cookie is a choice, its header is for now', async () => {
    const join = async (name: string, headers: Record<string, string>) => {
      const email = `${name}@example.org`;
      const response = await fetch(`${server.url}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: new URL(server.url).origin, ...headers },
        body: JSON.stringify({ name, email, password }),
      });
      expect(response.status).toBe(200);
      const { language } = await server.database.user.findUniqueOrThrow({ where: { email } });
      return { language, subject: await mailTo(email) };
    };
    expect(await join('cookie', { cookie: 'language=ko', 'accept-language': 'en' })).toEqual({
      language: 'ko',
      subject: 'Downstream 이메일 주소 확인',
    });
    expect(await join('header', { 'accept-language': 'ko-KR,ko;q=0.9' })).toEqual({
      language: null,
      subject: 'Downstream 이메일 주소 확인',
    });
    expect(await join('neither', {})).toEqual({
      language: null,
      subject: 'Confirm your e-mail address for Downstream',
    });
  });

  it('of somebody who has forgotten the password are those of their browser, if the account has none', async () => {
    const ask = (headers: Record<string, string>) =>
      dataOf(
        clientOf(server.url, headers).query('mutation($email: String!) { requestPasswordLink(email: $email) }', {
          email: ada.user.email,
        }),
      );
    await ask({ 'accept-language': 'ko' });
    await expect.poll(() => mailTo(ada.user.email).catch(() => null)).toBe('Downstream 비밀번호 재설정');
    await server.database.mail.deleteMany();
    await dataOf(ada.query(change, { language: 'en' }));
    await ask({ 'accept-language': 'ko' });
    await expect.poll(() => mailTo(ada.user.email).catch(() => null)).toBe('A new password for Downstream');
  });
});
