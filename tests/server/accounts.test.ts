import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promoteFirstAccount } from '../../server/accounts/firstAccount.ts';
import { clientOf, codeOf, dataOf, type Person, signIn, signUp } from '../setup/api.ts';
import { openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

describe('accounts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('makes exactly one of several simultaneous first accounts the administrator', async () => {
    await Promise.all(
      Array.from({ length: 5 }, (_, index) => signUp(server.url, { name: `P${index}`, email: `p${index}@example.org`, password })),
    );
    const roles = (await server.database.user.findMany()).map((user) => user.siteRole).sort();
    expect(roles).toEqual(['ADMIN', 'MEMBER', 'MEMBER', 'MEMBER', 'MEMBER']);
  });

  it('lets the second wait until it is known whether the first was promoted', async () => {
    const [older, younger] = await server.database.user.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 2 });
    await server.database.user.updateMany({ data: { siteRole: 'MEMBER' } });
    // The younger one was seen first, and is being promoted, when the older one's turn comes.
    let promotion: Promise<void> | undefined;
    await server.database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('first account'))`;
      await transaction.user.update({ where: { id: younger?.id }, data: { siteRole: 'ADMIN' } });
      promotion = promoteFirstAccount(server.database, older?.id ?? '');
      await setTimeout(300);
    });
    await promotion;
    const administrators = await server.database.user.findMany({ where: { siteRole: 'ADMIN' } });
    expect(administrators.map(({ id }) => id)).toEqual([younger?.id]);
  });

  it('makes nobody the administrator who was not the first, even when the administrator is gone', async () => {
    await server.database.user.deleteMany({ where: { siteRole: 'ADMIN' } });
    const late = await signUp(server.url, { name: 'Late', email: 'late@example.org', password });
    expect((await dataOf(late.query('{ me { siteRole } }'))).me.siteRole).toBe('MEMBER');
  });

  it('does not let anybody choose their own role', async () => {
    const sly = await signUp(server.url, { name: 'Sly', email: 'sly@example.org', password, siteRole: 'ADMIN' } as Person);
    const update = await sly.fetch('/api/auth/update-user', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ siteRole: 'ADMIN' }),
    });
    expect(update.status).toBe(400);
    expect(await dataOf(sly.query('{ me { siteRole } }'))).toEqual({ me: { siteRole: 'MEMBER' } });
  });

  it('knows who asks by cookie, bearer token and API key, and nobody without', async () => {
    const person = await signUp(server.url, { name: 'Key', email: 'key@example.org', password });
    const created = await person.fetch('/api/auth/api-key/create', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'laptop' }),
    });
    const { key } = (await created.json()) as { key: string };
    const token = await person
      .fetch('/api/auth/get-session')
      .then((response) => response.json() as Promise<{ session: { token: string } }>);
    const me = '{ me { id email } }';
    const expected = { me: { id: person.user.id, email: 'key@example.org' } };
    expect(await dataOf(person.query(me))).toEqual(expected);
    expect(await dataOf(clientOf(server.url, { authorization: `Bearer ${token.session.token}` }).query(me))).toEqual(expected);
    const script = clientOf(server.url, { 'x-api-key': key });
    for (let call = 0; call < 25; call += 1) expect(await dataOf(script.query(me))).toEqual(expected);
    expect(await dataOf(clientOf(server.url).query(me))).toEqual({ me: null });
  });

  it('answers 401 and UNAUTHENTICATED to an API key that is not valid', async () => {
    for (const key of ['short', 'x'.repeat(64)]) {
      const answer = await clientOf(server.url, { 'x-api-key': key }).query('{ me { id } }');
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('refuses a short password', async () => {
    await expect(signUp(server.url, { name: 'Short', email: 'short@example.org', password: 'nine nine' })).rejects.toThrow(
      'PASSWORD_TOO_SHORT',
    );
  });

  it('refuses to sign in from another site', async () => {
    const response = await fetch(new URL('/api/auth/sign-in/email', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example', cookie: 'a=b' },
      body: JSON.stringify({ email: 'key@example.org', password }),
    });
    expect(response.status).toBe(403);
  });

  it('says UNAUTHENTICATED to every question that needs an account', async () => {
    const nobody = clientOf(server.url);
    const questions = [
      '{ courses { id } }',
      '{ course(id: "x") { id } }',
      '{ assignment(id: "x") { id } }',
      '{ run(id: "x") { id } }',
      '{ runs(assignmentId: "x") { id } }',
      '{ epochs(runIds: ["x"]) { runId } }',
      '{ leaderboard(assignmentId: "x") { isFinal } }',
      '{ queue { waiting } }',
      '{ workers { id } }',
      'mutation { createCourse(input: {title: "x"}) { id } }',
      'mutation { joinCourse(code: "x") { id } }',
      'mutation { cancelRun(id: "x") { id } }',
      'mutation { submitRun(input: {assignmentId: "x", recipe: {}}) { alreadySubmitted } }',
    ];
    for (const question of questions) expect(await codeOf(nobody.query(question)), question).toBe('UNAUTHENTICATED');
  });
});

describe('guessing passwords', () => {
  it('is slowed down', async () => {
    const server = await startTestServer({ rateLimit: true });
    try {
      await openClassroom(server);
      const attempts = Array.from({ length: 8 }, () =>
        signIn(server.url, { email: 'instructor@example.org', password: 'wrong wrong wrong' }),
      );
      const messages = (await Promise.allSettled(attempts)).map((attempt) => String((attempt as PromiseRejectedResult).reason));
      expect(messages.some((message) => message.includes('429'))).toBe(true);
    } finally {
      await server.stop();
    }
  });
});
