import { text } from 'node:stream/consumers';
import { type TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { apiKeyOf, clientOf, codeOf, dataOf, type SignedIn, signIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { type MailServer, startMailServer } from '../setup/mailServer.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const newPassword = 'seven grey umbrellas';
let server: TestServer;
let mails: MailServer;
let room: Classroom;
let admin: SignedIn;
beforeAll(async () => {
  mails = await startMailServer();
  server = await startTestServer({
    rateLimit: true,
    mail: { url: mails.url, from: 'site@school.edu', everyMs: 30, retryMs: 50 },
  });
  room = await openClassroom(server);
  admin = room.instructor;
});
afterAll(async () => {
  await server.stop();
  await mails.stop();
});
beforeEach(() => server.database.failedSignIns.deleteMany());

let number = 0;
/** A new account without a course. */
function someone(name: string): Promise<SignedIn> {
  number += 1;
  return signUp(server.url, { name, email: `${name.toLowerCase()}${number}@school.edu`, password }, server.database);
}
const post = (who: Pick<SignedIn, 'fetch'>, path: string, body: object) =>
  who.fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(body),
  });
const me = (who: SignedIn) => who.query('{ me { id name email duty } }').then(({ data }) => data.me);
const tokenIn = (mail: string) => /token=([\w-]+)/.exec(mail)![1]!;
const mutation = (who: Pick<SignedIn, 'query'>, text: string) => who.query(`mutation { ${text} }`);

describe('a name', () => {
  it('is changed by its owner, to one that can be shown', async () => {
    const person = await someone('Eve');
    await dataOf(person.query('mutation($name: String!) { changeName(name: $name) { name } }', { name: ' 이브 ' }));
    expect((await me(person)).name).toBe('이브');
    for (const name of ['\u200b', 'x'.repeat(5000), 'a\u202eb']) {
      expect(await codeOf(person.query('mutation($name: String!) { changeName(name: $name) { id } }', { name }))).toBe(
        'BAD_USER_INPUT',
      );
      expect((await post(person, '/update-user', { name })).status).toBe(400);
    }
    expect((await me(person)).name).toBe('이브');
  });
});

describe('an address', () => {
  const confirm = (who: Pick<SignedIn, 'query'>, token: string) =>
    who.query('mutation($token: String!) { confirmEmail(token: $token) }', { token });
  const change = (who: SignedIn, newEmail: string, given: string | null = password) =>
    who.query('mutation($input: ChangeEmailInput!) { changeEmail(input: $input) { isDone } }', {
      input: { newEmail, password: given },
    });

  it('is confirmed by the link that goes there at sign-up, once', async () => {
    const person = await someone('Con');
    const token = tokenIn(await mails.mailTo(person.user.email, '/confirm-email'));
    expect(JSON.stringify(await server.database.emailConfirmation.findMany())).not.toContain(token);
    const late = await someone('Late');
    const old = tokenIn(await mails.mailTo(late.user.email, '/confirm-email'));
    const where = { userId: late.user.id };
    await server.database.emailConfirmation.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await codeOf(confirm(late, old))).toBe('LINK_INVALID');
    expect((await dataOf(confirm(clientOf(server.url), token))).confirmEmail).toBe(person.user.email);
    expect((await server.database.user.findUniqueOrThrow({ where: { id: person.user.id } })).emailVerified).toBe(true);
    expect(await codeOf(confirm(person, token))).toBe('LINK_INVALID');
  });

  it('is changed by an administrator, which the old one is told; links to the old one end', async () => {
    const person = await someone('Lost');
    const set = (who: SignedIn, userId: string, email: string) =>
      who.query(
        'mutation($userId: ID!, $email: String!) { changeAccountEmail(userId: $userId, email: $email) { ' +
          'email emailVerified } }',
        { userId, email },
      );
    expect(await codeOf(set(person, person.user.id, 'other@school.edu'))).toBe('FORBIDDEN');
    expect(await codeOf(set(admin, admin.user.id, 'other@school.edu'))).toBe('FORBIDDEN');
    expect(await codeOf(set(admin, person.user.id, 'not an address'))).toBe('BAD_USER_INPUT');
    expect(await codeOf(set(admin, person.user.id, admin.user.email))).toBe('EMAIL_TAKEN');
    expect(await codeOf(set(admin, 'nobody', 'other@school.edu'))).toBe('NOT_FOUND');
    const link = await dataOf(mutation(admin, `createPasswordLink(userId: "${person.user.id}") { url }`));
    expect((await dataOf(set(admin, person.user.id, ' Found@School.edu '))).changeAccountEmail).toEqual({
      email: 'found@school.edu',
      emailVerified: false,
    });
    expect(await mails.mailTo(person.user.email, 'found@school.edu')).toContain(admin.user.name);
    const old = tokenIn(link.createPasswordLink.url);
    expect((await post(person, '/reset-password', { token: old, newPassword })).status).toBe(400);
    const token = tokenIn(await mails.mailTo('found@school.edu', '/confirm-email'));
    await dataOf(confirm(clientOf(server.url), token));
    await signIn(server.url, { email: 'found@school.edu', password });
    const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'account.email' } });
    expect(entry).toMatchObject({
      actorId: admin.user.id,
      changes: { email: [person.user.email, 'found@school.edu'] },
    });
  });

  it('changes when the link at the new one is opened by the same account, and the old one is told', async () => {
    const person = await someone('Mov');
    expect(await codeOf(change(person, 'moved@school.edu', 'wrong wrong'))).toBe('WRONG_PASSWORD');
    expect((await dataOf(change(person, 'Moved@school.edu'))).changeEmail.isDone).toBe(false);
    const token = tokenIn(await mails.mailTo('moved@school.edu'));
    const stranger = await someone('Str');
    expect(await codeOf(confirm(clientOf(server.url), token))).toBe('UNAUTHENTICATED');
    expect(await codeOf(confirm(stranger, token))).toBe('FORBIDDEN');
    expect((await me(person)).email).toBe(person.user.email);
    await dataOf(confirm(person, token));
    expect((await me(person)).email).toBe('moved@school.edu');
    await expect.poll(() => mails.mailTo(person.user.email)).toContain('another e-mail address');
    await signIn(server.url, { email: 'moved@school.edu', password });
  });

  it('changes for nobody who guesses the password', async () => {
    const person = await someone('Gss');
    const codes: (string | undefined)[] = [];
    for (let index = 0; index < 11; index += 1)
      codes.push(await codeOf(change(person, 'gss@school.edu', `wrong wrong ${index}`)));
    expect(codes).toEqual([...Array(10).fill('WRONG_PASSWORD'), 'TOO_MANY_PASSWORDS']);
    expect(await codeOf(change(person, 'gss@school.edu'))).toBe('TOO_MANY_PASSWORDS');
  });

  it('changes to one of the domains that the site has, where it has some', async () => {
    const person = await someone('Dom');
    await dataOf(mutation(admin, 'updateSite(input: {emailDomains: ["school.edu"]}) { name }'));
    const answer = await change(person, 'dom@elsewhere.example');
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'newEmail' }] });
    expect(await codeOf(change(person, 'dom@school.edu'))).toBeUndefined();
    await dataOf(mutation(admin, 'updateSite(input: {emailDomains: []}) { name }'));
  });

  it('that another account has is not told, and is not taken', async () => {
    const [one, two] = [await someone('One'), await someone('Two')];
    expect((await dataOf(change(one, two.user.email))).changeEmail.isDone).toBe(false);
    await expect
      .poll(async () => (await mails.mailTo(two.user.email)).includes('/confirm-email'), { timeout: 10_000 })
      .toBe(true);
    const last = () => mails.received.findLast(({ to }) => to.includes(two.user.email))!.source;
    await expect.poll(() => mails.received.filter(({ to }) => to.includes(two.user.email)).length).toBe(2);
    const token = tokenIn(last().replaceAll('=\r\n', '').replaceAll('=3D', '='));
    expect(await codeOf(confirm(one, token))).toBe('EMAIL_TAKEN');
    expect((await me(one)).email).toBe(one.user.email);
  });

  it('is asked to be confirmed before anything else where the site wants it', async () => {
    const person = await someone('Unc');
    await server.database.user.update({ where: { id: admin.user.id }, data: { emailVerified: true } });
    await dataOf(mutation(admin, 'updateSite(input: {requiresVerifiedEmail: true}) { name }'));
    expect((await me(person)).duty).toBe('CONFIRM_EMAIL');
    expect(await codeOf(person.query('{ courses { id } }'))).toBe('EMAIL_NOT_CONFIRMED');
    expect(await codeOf(person.query('{ myAccount { email } }'))).toBeUndefined();
    await server.database.user.update({ where: { id: person.user.id }, data: { emailVerified: true } });
    expect(await codeOf(person.query('{ courses { id } }'))).toBeUndefined();
    await dataOf(mutation(admin, 'updateSite(input: {requiresVerifiedEmail: false}) { name }'));
  });

  it('gets five e-mails an hour, whether or not it has an account', async () => {
    const person = await someone('Man');
    for (const email of [person.user.email, 'nobody@school.edu']) {
      const asked: (string | undefined)[] = [];
      for (let index = 0; index < 7; index += 1)
        asked.push(
          await codeOf(
            clientOf(server.url).query('mutation($email: String!) { requestPasswordLink(email: $email) }', { email }),
          ),
        );
      expect(asked).toEqual([...Array(5).fill(undefined), 'TOO_MANY_MAILS', 'TOO_MANY_MAILS']);
    }
  });

  it('gets twenty e-mails an hour from everywhere, and one place sends three hundred', async () => {
    const ask = (email: string, from: string) =>
      codeOf(
        clientOf(server.url, { 'x-forwarded-for': from }).query(
          'mutation($email: String!) { requestPasswordLink(email: $email) }',
          { email },
        ),
      );
    for (let index = 0; index < 20; index += 1)
      expect(await ask('nobody@school.edu', `192.0.2.${index % 4}`)).toBeUndefined();
    expect(await ask('nobody@school.edu', '192.0.2.9')).toBe('TOO_MANY_MAILS');
    await server.database.failedSignIns.updateMany({ data: { points: 299 } });
    expect(await ask('first@school.edu', '192.0.2.1')).toBeUndefined();
    expect(await ask('second@school.edu', '192.0.2.1')).toBe('TOO_MANY_MAILS');
    expect(await ask('second@school.edu', '198.51.100.1')).toBeUndefined();
  });
});

describe('a lost password', () => {
  const request = (email: string) =>
    clientOf(server.url).query('mutation($email: String!) { requestPasswordLink(email: $email) }', { email });
  const reset = (token: string, chosen = newPassword) =>
    post(clientOf(server.url), '/reset-password', { token, newPassword: chosen });
  const link = (who: Pick<SignedIn, 'query'>, userId: string) =>
    who.query('mutation($userId: ID!) { createPasswordLink(userId: $userId) { url expiresAt } }', { userId });

  it('is replaced with the link in an e-mail, once; sessions end, and no answer says who has an account', async () => {
    const person = await someone('Los');
    mails.received.length = 0;
    const answers = await Promise.all([request(person.user.email), request('nobody@school.edu')]);
    expect(answers[0]).toEqual(answers[1]);
    // The e-mail that greets a new account may come after it.
    const token = tokenIn(await mails.mailTo(person.user.email, '/reset-password'));
    expect(JSON.stringify(await server.database.verification.findMany())).not.toContain(token);
    expect((await reset(token, 'password123')).status).toBe(400);
    expect((await reset(token)).status).toBe(200);
    expect(await me(person)).toBeNull();
    await signIn(server.url, { email: person.user.email, password: newPassword });
    expect((await reset(token, 'eight red lanterns')).status).toBe(400);
    expect(mails.received.flatMap(({ to }) => to)).not.toContain('nobody@school.edu');
  });

  it('has links that end after their time, and when another one has been used', async () => {
    const person = await someone('End');
    const made = async () => tokenIn((await dataOf(link(admin, person.user.id))).createPasswordLink.url);
    const passed = (hours: number) => server.database.$executeRaw`
      UPDATE verification SET "expiresAt" = "expiresAt" - make_interval(hours => ${hours}::int)
      WHERE value = ${person.user.id}`;
    const [used, other] = [await made(), await made()];
    expect((await reset(used)).status).toBe(200);
    expect((await reset(other, 'eight red lanterns')).status).toBe(400);
    const handedOut = await made();
    await passed(24);
    expect((await reset(handedOut, 'eight red lanterns')).status).toBe(400);
    await dataOf(request(person.user.email));
    const sent = tokenIn(await mails.mailTo(person.user.email, '/reset-password'));
    await passed(1);
    expect((await reset(sent, 'eight red lanterns')).status).toBe(400);
    await signIn(server.url, { email: person.user.email, password: newPassword });
  });

  it('has links that an administrator hands out to anybody but administrators', async () => {
    const person = await someone('Han');
    const { createPasswordLink } = await dataOf(link(admin, person.user.id));
    expect((await reset(tokenIn(createPasswordLink.url))).status).toBe(200);
    await signIn(server.url, { email: person.user.email, password: newPassword });
    expect(await codeOf(link(admin, admin.user.id))).toBe('FORBIDDEN');
    const entry = await server.database.auditEntry.findFirstOrThrow({
      where: { action: 'account.passwordLink', subjectId: person.user.id },
    });
    expect(entry).toMatchObject({ actorId: admin.user.id, subjectId: person.user.id });
    await expect.poll(() => mails.mailTo(person.user.email)).toContain('made a link');
  });

  it('has links that an instructor hands out to students, and nobody else to anybody', async () => {
    const teacher = await someone('Tea');
    await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'TEACHER' } });
    const { createCourse } = await dataOf(
      teacher.query('mutation { createCourse(input: {title: "Mine"}) { id joinCode } }'),
    );
    const join = (who: SignedIn) =>
      dataOf(who.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: createCourse.joinCode }));
    const [student, assistant, elsewhere] = [await someone('Stu'), await someone('Ass'), await someone('Els')];
    await join(student);
    await join(assistant);
    await join(admin);
    const enrollment = { courseId_userId: { courseId: createCourse.id, userId: assistant.user.id } };
    await server.database.enrollment.update({ where: enrollment, data: { role: 'ASSISTANT' } });
    expect(await codeOf(link(teacher, student.user.id))).toBeUndefined();
    // That is all: addresses and second factors are for administrators.
    for (const field of [
      `removeSecondFactor(userId: "${student.user.id}") { id }`,
      `changeAccountEmail(userId: "${student.user.id}", email: "mine@school.edu") { id }`,
    ])
      expect(await codeOf(mutation(teacher, field)), field).toBe('FORBIDDEN');
    expect(await codeOf(link(teacher, elsewhere.user.id))).toBe('NOT_FOUND');
    expect(await codeOf(link(teacher, admin.user.id))).toBe('FORBIDDEN');
    expect(await codeOf(link(teacher, assistant.user.id))).toBe('NOT_FOUND');
    expect(await codeOf(link(assistant, student.user.id))).toBe('NOT_FOUND');
    expect(await codeOf(link(student, teacher.user.id))).toBe('NOT_FOUND');
    // A student who gives another course is staff.
    await server.database.enrollment.create({
      data: { courseId: room.courseId, userId: student.user.id, role: 'ASSISTANT' },
    });
    expect(await codeOf(link(teacher, student.user.id))).toBe('FORBIDDEN');
    await server.database.enrollment.deleteMany({ where: { userId: student.user.id, role: 'ASSISTANT' } });
    // So is a student who may do more on the site.
    for (const siteRole of ['TEACHER', 'ADMIN'] as const) {
      await server.database.user.update({ where: { id: student.user.id }, data: { siteRole } });
      expect(await codeOf(link(teacher, student.user.id))).toBe('FORBIDDEN');
    }
    await server.database.user.update({ where: { id: student.user.id }, data: { siteRole: 'MEMBER' } });
    expect(await codeOf(link(teacher, student.user.id))).toBeUndefined();
    await server.database.enrollment.updateMany({
      where: { userId: student.user.id },
      data: { removedAt: new Date() },
    });
    expect(await codeOf(link(teacher, student.user.id))).toBe('NOT_FOUND');
    await server.database.enrollment.updateMany({ where: { userId: student.user.id }, data: { removedAt: null } });
    await server.database.enrollment.updateMany({
      where: { userId: teacher.user.id },
      data: { removedAt: new Date() },
    });
    expect(await codeOf(link(teacher, student.user.id))).toBe('NOT_FOUND');
  });
});

describe('sessions', () => {
  it('are listed without their tokens, and ended one by one or all', async () => {
    const here = await someone('Ses');
    const person = { email: here.user.email, password };
    const [there, elsewhere] = [await signIn(server.url, person), await signIn(server.url, person)];
    const document = '{ mySessions { id isCurrent userAgent address createdAt } }';
    const { mySessions } = await dataOf(here.query(document));
    expect(mySessions).toHaveLength(3);
    expect(mySessions.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toHaveLength(1);
    const tokens = await server.database.session.findMany({ where: { userId: here.user.id } });
    for (const { token } of tokens) expect(JSON.stringify(mySessions)).not.toContain(token);
    const theirs = (await dataOf(there.query(document))).mySessions.find(
      ({ isCurrent }: { isCurrent: boolean }) => isCurrent,
    );
    const stranger = await someone('Sts');
    expect(await codeOf(mutation(stranger, `endSession(id: "${theirs.id}")`))).toBe('NOT_FOUND');
    await dataOf(mutation(here, `endSession(id: "${theirs.id}")`));
    expect(await me(there)).toBeNull();
    expect((await dataOf(mutation(here, 'endOtherSessions'))).endOtherSessions).toBe(1);
    expect(await me(elsewhere)).toBeNull();
    expect((await me(here)).id).toBe(here.user.id);
  });
});

describe('a second factor', () => {
  const codeFor = (uri: string) => (URI.parse(uri) as TOTP).generate();

  /** Signs in with the password and answers what carries the second step. */
  async function firstStep(email: string): Promise<{ cookie: string; body: { twoFactorRedirect?: boolean } }> {
    const response = await post(clientOf(server.url), '/sign-in/email', { email, password });
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .filter((pair) => !pair!.endsWith('='))
      .join('; ');
    return { cookie, body: (await response.json()) as { twoFactorRedirect?: boolean } };
  }

  it('is set up with an app, asked for at sign-in, and replaced by a backup code once', async () => {
    const person = await someone('Two');
    expect((await post(person, '/two-factor/enable', { password: 'wrong wrong' })).status).toBe(400);
    const enabled = (await (await post(person, '/two-factor/enable', { password })).json()) as {
      totpURI: string;
      backupCodes: string[];
    };
    // Nothing is asked for before the app has shown that it works.
    expect((await firstStep(person.user.email)).body.twoFactorRedirect).toBeUndefined();
    expect((await post(person, '/two-factor/verify-totp', { code: codeFor(enabled.totpURI) })).status).toBe(200);
    const { cookie, body } = await firstStep(person.user.email);
    expect(body.twoFactorRedirect).toBe(true);
    const waiting = clientOf(server.url, { cookie });
    expect((await waiting.query('{ me { id } }')).data).toEqual({ me: null });
    expect((await post(waiting, '/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    expect((await post(waiting, '/two-factor/verify-totp', { code: codeFor(enabled.totpURI) })).status).toBe(200);
    const signInByBackup = async () => {
      const again = clientOf(server.url, { cookie: (await firstStep(person.user.email)).cookie });
      return (await post(again, '/two-factor/verify-backup-code', { code: enabled.backupCodes[0] })).status;
    };
    expect(await signInByBackup()).toBe(200);
    expect(await signInByBackup()).toBe(401);
    expect(JSON.stringify(await server.database.twoFactor.findMany())).not.toContain(
      new URL(enabled.totpURI).searchParams.get('secret'),
    );
  });

  it('is guessed ten times at most, over all sign-ins together', async () => {
    const person = await someone('Gue');
    const { totpURI } = (await (await post(person, '/two-factor/enable', { password })).json()) as { totpURI: string };
    await post(person, '/two-factor/verify-totp', { code: codeFor(totpURI) });
    // Attempts with the right password are no wrong passwords, and still end.
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const waiting = clientOf(server.url, { cookie: (await firstStep(person.user.email)).cookie });
      for (let guess = 0; guess < 4; guess += 1)
        statuses.push((await post(waiting, '/two-factor/verify-totp', { code: '000000' })).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const waiting = clientOf(server.url, { cookie: (await firstStep(person.user.email)).cookie });
    expect((await post(waiting, '/two-factor/verify-totp', { code: codeFor(totpURI) })).status).toBe(429);
  });

  it('cannot be switched off by guessing the password', async () => {
    const person = await someone('Off');
    const statuses: number[] = [];
    // Whatever else asks for the password counts, too.
    const paths = ['disable', 'enable', 'generate-backup-codes', 'get-totp-uri'].map((path) => `/two-factor/${path}`);
    for (let index = 0; index < 10 + paths.length; index += 1)
      statuses.push((await post(person, paths[index % 4]!, { password: `wrong wrong ${index}` })).status);
    expect(statuses).toEqual([...Array(10).fill(400), ...paths.map(() => 429)]);
  });

  it('is asked of staff where the administrator wants it, and of nobody else', async () => {
    const student = await room.student('Plain');
    await server.database.user.update({ where: { id: admin.user.id }, data: { twoFactorEnabled: true } });
    await dataOf(mutation(admin, 'updateSite(input: {requiresTwoFactor: true}) { name }'));
    await server.database.user.update({ where: { id: admin.user.id }, data: { twoFactorEnabled: false } });
    expect((await me(admin)).duty).toBe('SECOND_FACTOR');
    expect(await codeOf(admin.query('{ courses { id } }'))).toBe('SECOND_FACTOR_MISSING');
    expect(await codeOf(mutation(admin, 'updateSite(input: {requiresTwoFactor: false}) { name }'))).toBe(
      'SECOND_FACTOR_MISSING',
    );
    expect(await codeOf(student.query('{ courses { id } }'))).toBeUndefined();
    const enrollment = { courseId_userId: { courseId: room.courseId, userId: student.user.id } };
    await server.database.enrollment.update({ where: enrollment, data: { role: 'ASSISTANT' } });
    expect(await codeOf(student.query('{ courses { id } }'))).toBe('SECOND_FACTOR_MISSING');
    const beginUpload = async () => {
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '5' };
      return (await student.fetch('/uploads', { method: 'POST', headers })).status;
    };
    expect(await beginUpload()).toBe(403);
    // Who may teach is staff before there is a course.
    const teacher = await someone('Tch');
    expect((await me(teacher)).duty).toBeNull();
    await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'TEACHER' } });
    expect((await me(teacher)).duty).toBe('SECOND_FACTOR');
    await server.database.siteSettings.deleteMany();
    expect(await codeOf(admin.query('{ courses { id } }'))).toBeUndefined();
    expect(await beginUpload()).toBe(201);
  });

  it('is removed by an administrator for somebody who lost the phone', async () => {
    const person = await someone('Pho');
    const { totpURI } = (await (await post(person, '/two-factor/enable', { password })).json()) as { totpURI: string };
    await post(person, '/two-factor/verify-totp', { code: codeFor(totpURI) });
    const remove = (who: SignedIn) =>
      mutation(who, `removeSecondFactor(userId: "${person.user.id}") { twoFactorEnabled }`);
    expect(await codeOf(remove(person))).not.toBeUndefined();
    expect((await dataOf(remove(admin))).removeSecondFactor.twoFactorEnabled).toBe(false);
    const entry = { action: 'account.secondFactor.remove', subjectId: person.user.id };
    expect(await server.database.auditEntry.findFirst({ where: entry })).toMatchObject({ actorId: admin.user.id });
    await signIn(server.url, { email: person.user.email, password });
  });
});

describe('erasing an account', () => {
  const erase = (who: SignedIn, given: string | null = password) =>
    who.query('mutation($password: String) { eraseMyAccount(password: $password) }', { password: given });

  /** Has the site know the person in each of its tables that may say who somebody is. */
  const sayEverywhere = async ({ user: { id, email } }: SignedIn, assignmentId: string, runId: string) => {
    const { database } = server;
    const words = 'Gone Person';
    const expiresAt = new Date(Date.now() + 3_600_000);
    const teach = (field: string) => dataOf(mutation(admin, field));
    const rule = '{maxPoints: 10, handPoints: 10}';
    await teach(`setGradingRule(input: {assignmentId: "${assignmentId}", rule: ${rule}}) { id }`);
    const grade = `assignmentId: "${assignmentId}", override: 3, overrideReason: "${words}", feedback: "${words}"`;
    const excuse = `excused: true, excuseReason: "${words} was ill"`;
    await teach(`setGrade(input: {studentId: "${id}", ${grade}, ${excuse}}) { id }`);
    await teach(`setRunFeedback(input: {runId: "${runId}", feedback: "Well done, ${words}"}) { id }`);
    const updateRun = { name: words, note: words, tags: [words] };
    await database.run.update({ where: { id: runId }, data: updateRun });
    // The grade of a whole team is written for each of its members.
    const change = { action: 'grade.update', courseId: room.courseId, subject: `Assignment, ${id}` };
    const changes = { feedback: ['', words] };
    await database.auditEntry.create({ data: { ...change, subjectId: `${assignmentId}:${id}`, changes } });
    const roster = { action: 'roster.forget', courseId: room.courseId, subjectId: room.courseId };
    await database.auditEntry.create({ data: { ...roster, subject: `other@example.org, ${email}` } });
    const invited = { action: 'invitation.create', subjectId: 'invitation', subject: email };
    await database.auditEntry.create({ data: invited });
    await database.siteInvitation.create({ data: { email, tokenHash: 'gone', expiresAt } });
    await database.enrollment.updateMany({
      where: { userId: id },
      data: { studentNumber: words, registeredName: words },
    });
    const { id: courseId } = await database.course.create({ data: { title: 'Waiting', joinCode: 'WAITING' } });
    await database.pendingMember.create({ data: { courseId, email, name: words } });
    await database.emailConfirmation.create({ data: { tokenHash: 'gone', userId: id, email, expiresAt } });
    await database.twoFactor.create({ data: { id: 'gone', userId: id, secret: 'x', backupCodes: 'x' } });
    await database.prediction.create({ data: { runId, userId: id } });
    await database.mail.create({ data: { to: email, subject: words, text: words, sentAt: new Date() } });
    const { id: platformId } = await database.ltiPlatform.create({
      data: {
        name: 'Platform',
        issuer: 'https://platform.example',
        clientId: 'x',
        authorizationEndpoint: 'https://platform.example/authorize',
        tokenEndpoint: 'https://platform.example/token',
        jwksUri: 'https://platform.example/jwks',
      },
    });
    await database.ltiAccount.create({ data: { platformId, subject: 'gone.person', userId: id } });
    const login = { stateHash: 'x', platformId, nonce: 'x', expiresAt, userId: id };
    await database.ltiLogin.create({ data: { ...login, launch: { name: words, email } } });
    const { id: ltiContextId } = await database.ltiContext.create({
      data: { platformId, deploymentId: 'x', contextId: 'x', title: 'There', courseId: room.courseId },
    });
    const there = { ltiContextId, subject: 'gone.person' };
    await database.ltiMember.create({ data: { ...there, name: words, email, role: 'STUDENT' } });
    const score = { ...there, assignmentId, userId: id, points: 3, outOf: 10, scoreAt: new Date() };
    await database.ltiScore.create({ data: { ...score, sentAt: new Date(Date.now() + 60_000) } });
  };

  /** The rows of all tables in which such words are. */
  const rowsThatSay = async (pattern: string) => {
    const { database } = server;
    const tables = await database.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await database.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" AS t WHERE to_jsonb(t)::text ~* $1`,
        pattern,
      );
      found.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return found;
  };

  it('leaves a pseudonym with its runs, and nothing that says who it was', async () => {
    const student = await room.student('Gone Person');
    const assignmentId = await room.assignment();
    const run = await insertRun(server.database, {
      assignmentId,
      studentId: student.user.id,
      status: 'SUCCEEDED',
      epochs: 1,
      evaluation: { publicScore: 0.5 },
    });
    await apiKeyOf(student);
    // Lines of the log that are about the assignment, and name the person.
    await dataOf(
      room.instructor.query('mutation($input: GrantExtensionInput!) { grantExtension(input: $input) { id } }', {
        input: { assignmentId, studentId: student.user.id, extraRuns: 2, reason: 'Gone Person was ill' },
      }),
    );
    await dataOf(mutation(admin, `createPasswordLink(userId: "${student.user.id}") { url }`));
    await sayEverywhere(student, assignmentId, run.id);
    expect(await codeOf(erase(student, 'wrong wrong'))).toBe('WRONG_PASSWORD');
    const others = await room.student('Who Looks');
    const board = async () => {
      const query = 'query($id: ID!) { leaderboard(assignmentId: $id) { entries { name } } }';
      return (await dataOf(others.query(query, { id: assignmentId }))).leaderboard.entries;
    };
    expect(await board()).toEqual([{ name: 'Gone Person' }]);
    await dataOf(erase(student));
    expect(await me(student)).toBeNull();
    expect(await board()).toEqual([{ name: expect.stringMatching(/^Former member [0-9a-f]{6}$/) }]);
    const row = await server.database.user.findUniqueOrThrow({ where: { id: student.user.id } });
    expect(row.name).toMatch(/^Former member [0-9a-f]{6}$/);
    expect(row.erasedAt).not.toBeNull();
    expect(await server.database.run.count({ where: { id: run.id, studentId: student.user.id } })).toBe(1);
    for (const table of ['session', 'account', 'notice'] as const) {
      const rows = server.database[table] as unknown as { count(query: object): Promise<number> };
      expect(await rows.count({ where: { userId: student.user.id } }), table).toBe(0);
    }
    expect(await server.database.apikey.count({ where: { referenceId: student.user.id } })).toBe(0);
    expect(await rowsThatSay('gone\\.person|Gone Person')).toEqual([]);
    // Nothing lets anybody in either.
    const { id: userId } = student.user;
    const ways = [
      server.database.twoFactor.count({ where: { userId } }),
      server.database.verification.count({ where: { value: userId } }),
      server.database.prediction.count({ where: { userId } }),
      server.database.ltiAccount.count({ where: { userId } }),
    ];
    expect(await Promise.all(ways)).toEqual([0, 0, 0, 0]);
    // The address is free again, for another person.
    const other = await signUp(server.url, { name: 'Other', email: student.user.email, password }, server.database);
    expect(other.user.id).not.toBe(student.user.id);
    const found = await dataOf(admin.query('{ accounts(search: "Former member") { totalCount } }'));
    expect(found.accounts.totalCount).toBe(0);
  });

  it('waits until the last instructor of a course has handed it over, and there is another administrator', async () => {
    const teacher = await someone('Las');
    await server.database.user.update({ where: { id: teacher.user.id }, data: { siteRole: 'TEACHER' } });
    const { createCourse } = await dataOf(teacher.query('mutation { createCourse(input: {title: "Alone"}) { id } }'));
    const refused = await erase(teacher);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'LAST_INSTRUCTOR', courseIds: [createCourse.id] });
    expect(await codeOf(erase(admin))).toBe('LAST_ADMINISTRATOR');
    await server.database.enrollment.create({
      data: { courseId: createCourse.id, userId: admin.user.id, role: 'INSTRUCTOR' },
    });
    expect(await codeOf(erase(teacher))).toBeUndefined();
  });

  it('is done by an administrator for others, except for administrators', async () => {
    const person = await someone('Ask');
    const eraseOther = (who: SignedIn, id: string) => mutation(who, `eraseAccount(userId: "${id}")`);
    const another = await someone('Oth');
    for (const { user } of [admin, another]) expect(await codeOf(eraseOther(person, user.id))).toBe('FORBIDDEN');
    expect(await codeOf(eraseOther(admin, admin.user.id))).toBe('FORBIDDEN');
    expect(await codeOf(eraseOther(admin, person.user.id))).toBeUndefined();
    expect(await codeOf(eraseOther(admin, person.user.id))).toBe('NOT_FOUND');
    expect(await me(person)).toBeNull();
  });
});

describe('a copy of the own data', () => {
  const unzipped = async (who: Pick<SignedIn, 'fetch'>): Promise<Record<string, string>> => {
    const response = await who.fetch('/exports/account');
    expect(response.status).toBe(200);
    const archive = await fromBufferPromise(Buffer.from(await response.arrayBuffer()));
    const files: Record<string, string> = {};
    for await (const entry of archive.eachEntry())
      files[entry.fileName] = await text(await archive.openReadStreamPromise(entry));
    return files;
  };

  it('has what one may see, and nothing of others, of the test set or of keys', async () => {
    const student = await room.student('Copy');
    const assignmentId = await room.assignment();
    const fields = {
      assignmentId,
      status: 'SUCCEEDED',
      epochs: 2,
      evaluation: { publicScore: 0.5, privateScore: 0.7731 },
    };
    await insertRun(server.database, { ...fields, studentId: student.user.id } as Parameters<typeof insertRun>[1]);
    const other = await room.student('Another');
    await insertRun(server.database, { ...fields, studentId: other.user.id } as Parameters<typeof insertRun>[1]);
    await server.database.grade.create({
      data: {
        assignmentId,
        studentId: student.user.id,
        override: 3,
        overrideReason: 'unpublished reason',
        feedback: 'unpublished words',
      },
    });
    const ofOther = 'something of another';
    const { database } = server;
    const { id: otherId } = other.user;
    await database.grade.create({
      data: { assignmentId, studentId: otherId, publishedAt: new Date(), publishedPoints: 3, feedback: ofOther },
    });
    await database.enrollment.updateMany({ where: { userId: otherId }, data: { studentNumber: ofOther } });
    const team = { assignmentId, name: ofOther, joinCode: 'OF-ANOTHER' };
    await database.team.create({ data: { ...team, members: { create: { userId: otherId, assignmentId } } } });
    await database.notice.create({ data: { userId: otherId, kind: 'ENROLLED', data: { course: ofOther } } });
    await database.auditEntry.create({ data: { action: 'x', actorId: otherId, subjectId: 'x', subject: ofOther } });
    await apiKeyOf(other);
    await database.apikey.updateMany({ where: { referenceId: otherId }, data: { name: ofOther } });
    const files = await unzipped(student);
    for (const [name, content] of Object.entries(files)) expect(content, name).not.toContain(ofOther);
    const runs = files['runs.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(runs).toHaveLength(1);
    expect(runs[0].epochs).toHaveLength(2);
    expect(runs[0].scores.privateScore).toBeNull();
    const all = Object.values(files).join('\n');
    expect(all).toContain(student.user.email);
    for (const hidden of ['0.7731', 'unpublished reason', 'unpublished words', other.user.id, 'another@example.org'])
      expect(all, hidden).not.toContain(hidden);
    const sessions = await server.database.session.findMany({ where: { userId: student.user.id } });
    for (const { token } of sessions) expect(all).not.toContain(token);
  });

  it('is for a session only', async () => {
    expect((await clientOf(server.url).fetch('/exports/account')).status).toBe(401);
    const script = clientOf(server.url, { 'x-api-key': await apiKeyOf(admin) });
    expect((await script.fetch('/exports/account')).status).toBe(403);
  });
});

describe('leaving a course', () => {
  const leave = (who: SignedIn) =>
    who.query('mutation($id: ID!) { leaveCourse(courseId: $id) }', { id: room.courseId });

  it('keeps the runs, and lets one come back; the last instructor hands over first', async () => {
    const student = await room.student('Leaver');
    expect(await codeOf(leave(student))).toBeUndefined();
    expect(await codeOf(student.query('query($id: ID!) { course(id: $id) { id } }', { id: room.courseId }))).toBe(
      'NOT_ENROLLED',
    );
    expect(await codeOf(leave(student))).toBe('NOT_ENROLLED');
    const join = student.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: room.joinCode });
    expect(await codeOf(join)).toBeUndefined();
    expect(await codeOf(leave(admin))).toBe('LAST_INSTRUCTOR');
  });
});
