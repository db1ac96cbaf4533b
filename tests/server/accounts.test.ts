import { networkInterfaces } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { promoteFirstAccount } from '../../server/accounts/firstAccount.ts';
import { startServer } from '../../server/server.ts';
import { apiKeyOf, clientOf, codeOf, dataOf, type Person, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

describe('accounts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('makes exactly one of several simultaneous first accounts the administrator', async () => {
    await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        signUp(server.url, { name: `P${index}`, email: `p${index}@example.org`, password }),
      ),
    );
    const roles = (await server.database.user.findMany()).map((user) => user.siteRole).sort();
    expect(roles).toEqual(['ADMIN', 'MEMBER', 'MEMBER', 'MEMBER', 'MEMBER']);
  });

  it('lets the second wait until it is known whether the first was promoted', async () => {
    const [older, younger] = await server.database.user.findMany({
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 2,
    });
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
    const sly = await signUp(server.url, {
      name: 'Sly',
      email: 'sly@example.org',
      password,
      siteRole: 'ADMIN',
    } as Person);
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
    const key = await apiKeyOf(person);
    const token = await person
      .fetch('/api/auth/get-session')
      .then((response) => response.json() as Promise<{ session: { token: string } }>);
    const me = '{ me { id email } }';
    const expected = { me: { id: person.user.id, email: 'key@example.org' } };
    expect(await dataOf(person.query(me))).toEqual(expected);
    expect(await dataOf(clientOf(server.url, { authorization: `Bearer ${token.session.token}` }).query(me))).toEqual(
      expected,
    );
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
    await expect(
      signUp(server.url, { name: 'Short', email: 'short@example.org', password: 'nine nine' }),
    ).rejects.toThrow('PASSWORD_TOO_SHORT');
  });

  const signInFrom = async (origin: string, url = server.url) => {
    const response = await fetch(new URL('/api/auth/sign-in/email', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: 'a=b' },
      body: JSON.stringify({ email: 'key@example.org', password }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  /** Whether a page of this origin may open a WebSocket. */
  const connects = (origin: string) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin });
      socket.on('open', () => {
        socket.close();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });

  it('may be signed in to under both names of this machine, at the port of the site', async () => {
    for (const name of ['localhost', '127.0.0.1']) {
      expect(await signInFrom(`http://${name}:${server.port}`), name).toBe(200);
      expect(await connects(`http://${name}:${server.port}`), name).toBe(true);
    }
  });

  it('refuses to sign in or to listen from another site', async () => {
    for (const origin of ['https://elsewhere.example', `http://127.0.0.1:${server.port + 1}`]) {
      expect(await signInFrom(origin), origin).toBe(403);
      expect(await connects(origin), origin).toBe(false);
    }
    const elsewhere = await startTestServer({ siteUrl: 'https://classroom.example' });
    try {
      expect(await signInFrom(`http://127.0.0.1:${elsewhere.port}`, elsewhere.url)).toBe(403);
    } finally {
      await elsewhere.stop();
    }
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
  let server: TestServer;
  beforeAll(async () => {
    // Every address of this machine, so that a request can come from elsewhere than loopback.
    server = await startTestServer({ rateLimit: true, host: '0.0.0.0' });
    await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.database.failedSignIns.deleteMany());

  /** The status of an attempt as Ada; the site says whose it is. */
  async function attempt(
    guess: string,
    from: string,
    { email = 'ada@example.org', url = server.url } = {},
  ): Promise<number> {
    const response = await fetch(new URL('/api/auth/sign-in/email', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, 'x-forwarded-for': from },
      body: JSON.stringify({ email, password: guess }),
    });
    await response.arrayBuffer();
    return response.status;
  }
  const statuses = (attempts: Promise<number>[]) => Promise.all(attempts).then((all) => all.toSorted());
  const wrong = 'wrong wrong wrong';

  it('ends after ten wrong passwords from one address, even at once; other addresses and accounts go on', async () => {
    const many = Array.from({ length: 12 }, () => attempt(wrong, '192.0.2.1'));
    expect(await statuses(many)).toEqual([...Array(10).fill(401), 429, 429]);
    expect(await attempt(password, '192.0.2.1', { email: 'ADA@example.org' })).toBe(429);
    expect(await attempt(password, '192.0.2.2')).toBe(200);
    expect(await attempt(wrong, '192.0.2.1', { email: 'nobody@example.org' })).toBe(401);
  });

  it('is counted by all servers of one database together', async () => {
    const second = await startServer({ ...server.options, siteUrl: server.url });
    try {
      const url = second.url;
      const many = Array.from({ length: 12 }, (_, index) => attempt(wrong, '192.0.2.5', index % 2 ? { url } : {}));
      expect(await statuses(many)).toEqual([...Array(10).fill(401), 429, 429]);
      expect(await attempt(password, '192.0.2.5', { url })).toBe(429);
    } finally {
      await second.stop();
    }
  });

  it('ends after a hundred wrong passwords from everywhere', async () => {
    expect(await attempt(wrong, '198.51.100.1')).toBe(401);
    await server.database.failedSignIns.updateMany({ data: { points: 99 } });
    expect(await attempt(wrong, '198.51.100.2')).toBe(401);
    expect(await attempt(password, '198.51.100.3')).toBe(429);
  });

  it('is forgotten after a while, and right passwords do not count', async () => {
    for (let index = 0; index < 12; index += 1) expect(await attempt(password, '192.0.2.3')).toBe(200);
    for (let index = 0; index < 10; index += 1) await attempt(wrong, '192.0.2.3');
    expect(await attempt(password, '192.0.2.3')).toBe(429);
    await server.database.$executeRaw`UPDATE failed_sign_ins SET "forgottenAt" = now() - interval '1 second'`;
    expect(await attempt(password, '192.0.2.3')).toBe(200);
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);
  it.skipIf(!outside)(
    'cannot be hidden by naming other addresses when the request does not come through the site',
    async () => {
      const url = `http://${outside?.address}:${server.port}`;
      const guesses = Array.from({ length: 12 }, (_, index) => attempt(wrong, `203.0.113.${index}`, { url }));
      expect(await statuses(guesses)).toEqual([...Array(10).fill(401), 429, 429]);
    },
  );

  it.skipIf(!outside)('is told apart by what a site on another machine says, where it was told of that', async () => {
    const second = await startServer({
      ...server.options,
      siteUrl: server.url,
      siteNetworks: ['2001:db8::/32', `${outside?.address}/31`],
    });
    try {
      const url = `http://${outside?.address}:${second.port}`;
      const guesses = Array.from({ length: 12 }, (_, index) => attempt(wrong, `203.0.113.${index}`, { url }));
      expect(await statuses(guesses)).toEqual(Array(12).fill(401));
      expect(await attempt(password, '192.0.2.6', { url })).toBe(200);
    } finally {
      await second.stop();
    }
  });

  it('is no reason to keep a class out that signs up and in from one address', async () => {
    const people = Array.from({ length: 40 }, (_, index) => ({
      name: `S${index}`,
      email: `s${index}@example.org`,
      password,
    }));
    await Promise.all(people.map((person) => signUp(server.url, person)));
    expect(new Set(await statuses(people.map(({ email }) => attempt(password, '192.0.2.4', { email }))))).toEqual(
      new Set([200]),
    );
  });
});
