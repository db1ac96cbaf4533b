import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signingKey } from '../../server/lti/keys.ts';
import { apiKeyOf, clientOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { type Launching, type Platform, type PlatformPerson, startPlatform } from '../setup/platform.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const person = (id: string, role: PlatformPerson['role'] = 'Learner', email = `${id}@school.example`) => ({
  id,
  name: `Person ${id}`,
  email,
  role,
});

/** A browser, as far as cookies go. */
class Browser {
  readonly cookies = new Map<string, string>();

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(address, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}

const post = (fields: Record<string, string>, origin?: string): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  ...(origin !== undefined && { headers: { origin } }),
});

describe('a learning platform', () => {
  let server: TestServer;
  let room: Classroom;
  let platform: Platform;
  let teacher: PlatformPerson;
  let contextId: string;
  let assignmentId: string;

  beforeAll(async () => {
    server = await startTestServer({ allowInternalAddresses: true });
    room = await openClassroom(server);
    platform = await startPlatform(server.url);
    teacher = person('teacher', 'Instructor', room.instructor.user.email);
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  /** The way until the platform's message: the browser has its state. */
  const begin = async (browser: Browser, launching: Launching) => {
    const response = await browser.open(platform.initiation(launching));
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^lti_\w+=[\w-]+; Max-Age=600; Path=\/lti; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
    ]);
    const authorization = new URL(response.headers.get('location') ?? '');
    const token = await platform.message(authorization, launching);
    return { state: authorization.searchParams.get('state') ?? '', token };
  };
  const sendMessage = (browser: Browser, state: string, token: string) =>
    browser.open(new URL('/lti/launch', server.url).href, post({ state, id_token: token }));
  /** The whole way; answers where the person ends. */
  const launch = async (browser: Browser, launching: Launching) => {
    const { state, token } = await begin(browser, launching);
    const launched = await sendMessage(browser, state, token);
    if (launched.status !== 303) return { status: launched.status, path: '' };
    const landed = await browser.open(launched.headers.get('location') ?? '');
    const location = landed.headers.get('location');
    const path = location ? location.slice(server.url.length) : '';
    return { status: landed.status, path };
  };
  const signInAs = (browser: Browser, client: SignedIn) => {
    for (const cookie of client.headers.cookie?.split('; ') ?? []) {
      const at = cookie.indexOf('=');
      browser.cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
    }
  };
  const cookiesOf = (browser: Browser) => [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const viewerOf = async (browser: Browser) =>
    (await dataOf(clientOf(server.url, { cookie: cookiesOf(browser) }).query('{ me { id name email } }'))).me;
  const setRole = ({ user }: Pick<SignedIn, 'user'>, role: 'STUDENT' | 'ASSISTANT' | 'INSTRUCTOR') =>
    server.database.enrollment.updateMany({ where: { userId: user.id, courseId: room.courseId }, data: { role } });

  it('is registered by an administrator, who makes an address that works once', async () => {
    const student = await room.student('Sam');
    const invite = 'mutation { inviteLtiPlatform { url } }';
    expect(await codeOf(student.query(invite))).toBe('FORBIDDEN');
    expect(await codeOf(student.query('{ ltiPlatforms { id } }'))).toBe('FORBIDDEN');
    const input = {
      name: 'Own',
      issuer: platform.url,
      clientId: 'own',
      authorizationEndpoint: platform.url,
      tokenEndpoint: platform.url,
      jwksUri: platform.url,
    };
    const save = 'mutation($input: LtiPlatformInput!) { saveLtiPlatform(input: $input) { id } }';
    expect(await codeOf(student.query(save, { input }))).toBe('FORBIDDEN');
    const { saveLtiPlatform } = await dataOf(room.instructor.query(save, { input }));
    const remove = 'mutation($id: ID!) { deleteLtiPlatform(id: $id) }';
    expect(await codeOf(student.query(remove, saveLtiPlatform))).toBe('FORBIDDEN');
    expect(await dataOf(room.instructor.query(remove, saveLtiPlatform))).toEqual({ deleteLtiPlatform: true });
    // Whether there is one is known to everybody: the page of grades says who registers the first.
    expect(await dataOf(student.query('{ site { hasPlatforms } }'))).toEqual({ site: { hasPlatforms: false } });
    const { inviteLtiPlatform } = await dataOf(room.instructor.query(invite));
    const address = new URL(inviteLtiPlatform.url);
    address.searchParams.set('openid_configuration', `${platform.url}/configuration`);
    address.searchParams.set('registration_token', 'registration');
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${platform.url}`);
    expect((await fetch(address)).status).toBe(403);
    const late = new URL((await dataOf(room.instructor.query(invite))).inviteLtiPlatform.url);
    late.searchParams.set('openid_configuration', `${platform.url}/configuration`);
    await server.database.ltiInvitation.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await fetch(late)).status).toBe(403);
    expect(platform.registrations).toHaveLength(1);
    expect(platform.registrations[0]).toMatchObject({
      initiate_login_uri: `${server.url}/lti/login`,
      token_endpoint_auth_method: 'private_key_jwt',
    });
    expect(await dataOf(student.query('{ site { hasPlatforms } }'))).toEqual({ site: { hasPlatforms: true } });
    const { ltiPlatforms } = await dataOf(
      room.instructor.query('{ ltiPlatforms { issuer clientId deploymentIds tokenEndpoint } }'),
    );
    expect(ltiPlatforms).toEqual([
      {
        issuer: platform.url,
        clientId: platform.clientId,
        deploymentIds: [platform.deploymentId],
        tokenEndpoint: `${platform.url}/token`,
      },
    ]);
  });

  it('is told by its client from another one with the same issuer', async () => {
    const { id: _, ...row } = await server.database.ltiPlatform.findFirstOrThrow();
    const { id } = await server.database.ltiPlatform.create({ data: { ...row, clientId: 'client-2' } });
    const clientAsked = async (clientId: string | null) => {
      const address = new URL(platform.initiation({ person: teacher }));
      if (clientId === null) address.searchParams.delete('client_id');
      else address.searchParams.set('client_id', clientId);
      const { status, headers } = await fetch(address, { redirect: 'manual' });
      return status === 303 ? new URL(headers.get('location')!).searchParams.get('client_id') : status;
    };
    const asked = [await clientAsked('client-1'), await clientAsked('client-2'), await clientAsked('client-3')];
    expect(asked).toEqual(['client-1', 'client-2', 400]);
    expect(await clientAsked(null)).toBe(400);
    await server.database.ltiPlatform.delete({ where: { id } });
    expect(await clientAsked(null)).toBe('client-1');
  });

  it('checks our signatures with public keys, the old ones too; the newest one signs', async () => {
    const published = async () => (await (await fetch(new URL('/lti/jwks', server.url))).json()).keys;
    await published();
    const old = await server.database.ltiKey.findFirstOrThrow();
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const pair = { privateKey: { ...(await exportJWK(privateKey)) }, publicKey: { ...(await exportJWK(publicKey)) } };
    const createdAt = new Date(old.createdAt.getTime() + 1);
    await server.database.ltiKey.create({ data: { id: 'newer', createdAt, ...pair } as never });
    const keys = await published();
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(['newer', old.id]);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect((await signingKey(server.database)).kid).toBe('newer');
  });

  it('in a frame gets a page that only it may frame, with a way to a new tab', async () => {
    const framed = await fetch(platform.initiation({ person: teacher }), { headers: { 'sec-fetch-dest': 'iframe' } });
    expect(framed.headers.get('content-security-policy')).toContain(`frame-ancestors ${platform.url};`);
    expect(framed.headers.get('x-frame-options')).toBeNull();
    expect(framed.headers.getSetCookie()).toEqual([]);
    expect(await framed.text()).toContain('target="_blank"');
  });

  it('does not bring anybody into the account with their address: they sign in and say so', async () => {
    const browser = new Browser();
    const { path } = await launch(browser, { person: teacher });
    expect(path).toMatch(/^\/platforms\/link\?ticket=/);
    expect(await viewerOf(browser)).toBeNull();
    const ticket = path.split('=')[1] ?? '';
    const asked = await dataOf(
      clientOf(server.url).query('query($ticket: String!) { ltiArrival(ticket: $ticket) { email emailIsTaken } }', {
        ticket,
      }),
    );
    expect(asked.ltiArrival).toEqual({ email: teacher.email, emailIsTaken: true });
    const link = new URL('/lti/link', server.url).href;
    const own = { ticket, choice: 'own' };
    expect((await browser.open(link, post(own, server.url))).status).toBe(401);
    signInAs(browser, room.instructor);
    // A ticket of somebody else's launch, in the browser of a person who is signed in.
    const other = new Browser();
    for (const [name, value] of browser.cookies) if (!name.startsWith('lti_')) other.cookies.set(name, value);
    expect((await other.open(link, post(own, server.url))).status).toBe(401);
    expect((await browser.open(link, post(own, 'https://elsewhere.example'))).status).toBe(403);
    // A key that lies in a file joins no accounts.
    const key = await apiKeyOf(room.instructor);
    const withKey = post(own, server.url);
    Object.assign(withKey.headers!, { 'x-api-key': key });
    expect((await browser.open(link, withKey)).status).toBe(401);
    expect(await server.database.ltiAccount.count()).toBe(0);
    const linked = await browser.open(link, post(own, server.url));
    expect(linked.headers.get('location')).toMatch(/\/platforms\/connect\//);
    contextId = linked.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await browser.open(link, post(own, server.url))).status).toBe(401);
  });

  it('has a course that those who teach both connect; before that students wait', async () => {
    expect(await launch(new Browser(), { person: person('early') })).toEqual({ status: 403, path: '' });
    const connect = 'mutation($id: ID!, $courseId: ID!) { connectLtiContext(id: $id, courseId: $courseId) { title } }';
    const stranger = await room.student('Stranger');
    expect(await codeOf(stranger.query(connect, { id: contextId, courseId: room.courseId }))).toBe('FORBIDDEN');
    // Who teaches here and not there, or there and not here, does not either.
    const assistant = await room.student('Assistant');
    await setRole(assistant, 'ASSISTANT');
    expect(await codeOf(assistant.query(connect, { id: contextId, courseId: room.courseId }))).toBe('FORBIDDEN');
    const professor = new Browser();
    const opened = await launch(professor, { person: person('professor', 'Instructor') });
    expect(opened.path).toBe(`/platforms/connect/${contextId}`);
    const there = clientOf(server.url, { cookie: cookiesOf(professor) });
    expect(await codeOf(there.query(connect, { id: contextId, courseId: room.courseId }))).toBe('NOT_ENROLLED');
    // Nobody else sees it, and students there are no staff of it.
    const see = 'query($id: ID!) { ltiContext(id: $id) { title } }';
    const resend = 'mutation($id: ID!) { resendLtiScores(id: $id) { title } }';
    const learner = new Browser();
    await launch(learner, { person: person('early') });
    const student = clientOf(server.url, { cookie: cookiesOf(learner) });
    for (const somebody of [stranger, assistant, student])
      expect(await codeOf(somebody.query(see, { id: contextId }))).toBe('FORBIDDEN');
    const { connectLtiContext } = await dataOf(
      room.instructor.query(connect, { id: contextId, courseId: room.courseId }),
    );
    expect(connectLtiContext.title).toBe('Vision at school');
    const early = await server.database.ltiAccount.findFirstOrThrow({ where: { subject: 'early' } });
    expect(await server.database.enrollment.count({ where: { userId: early.userId, role: 'STUDENT' } })).toBe(1);
    for (const document of [see, resend]) {
      expect(await codeOf(student.query(document, { id: contextId }))).toBe('FORBIDDEN');
      expect(await codeOf(assistant.query(document, { id: contextId }))).toBeUndefined();
    }
    // Of two courses here it has one.
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "Second" }) { id } }'),
    );
    const again = await room.instructor.query(connect, { id: contextId, courseId: createCourse.id });
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'CONNECTED_ELSEWHERE' });
    expect(await codeOf(room.instructor.query(connect, { id: contextId, courseId: room.courseId }))).toBeUndefined();
  });

  it('brings students into the course, each into an account of their own, the same one every time', async () => {
    const browser = new Browser();
    const { path } = await launch(browser, { person: person('ada') });
    expect(path).toBe(`/courses/${room.courseId}`);
    const ada = await viewerOf(browser);
    expect(ada).toMatchObject({ name: 'Person ada', email: 'ada@school.example' });
    const again = new Browser();
    await launch(again, { person: { ...person('ada'), email: 'changed@school.example' } });
    expect((await viewerOf(again)).id).toBe(ada.id);
    const { course } = await dataOf(
      clientOf(server.url, { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') }).query(
        `{ course(id: "${room.courseId}") { role ltiContexts { id } } }`,
      ),
    );
    expect(course).toEqual({ role: 'STUDENT', ltiContexts: null });
  });

  it('says with the roles in its course alone who teaches', async () => {
    const roles = [
      'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
      'http://purl.imsglobal.org/vocab/lis/v2/system/person#SysAdmin',
      'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor',
    ];
    const browser = new Browser();
    const claims = { 'https://purl.imsglobal.org/spec/lti/claim/roles': roles };
    await launch(browser, { person: person('dean'), claims });
    const { id } = await viewerOf(browser);
    const [row] = await server.database.enrollment.findMany({ where: { userId: id } });
    expect(row?.role).toBe('STUDENT');
    // A teaching assistant is an instructor, too, in the platform's words, and is none here.
    const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
    const both = [`${membership}#Instructor`, `${membership}/Instructor#TeachingAssistant`];
    const aide = new Browser();
    await launch(aide, { person: person('aide'), claims: { 'https://purl.imsglobal.org/spec/lti/claim/roles': both } });
    const userId = (await viewerOf(aide)).id;
    expect(await server.database.enrollment.findMany({ where: { userId } })).toMatchObject([{ role: 'ASSISTANT' }]);
    await server.database.ltiMember.deleteMany({ where: { subject: 'aide' } });
  });

  it('makes an account without an address where somebody has the address and wants another account', async () => {
    const browser = new Browser();
    const { path } = await launch(browser, { person: person('double', 'Learner', room.instructor.user.email) });
    const answer = { ticket: path.split('=')[1] ?? '', choice: 'new' };
    const made = await browser.open(new URL('/lti/link', server.url).href, post(answer, server.url));
    expect(made.headers.get('location')).toBe(`${server.url}/courses/${room.courseId}`);
    expect(await viewerOf(browser)).toMatchObject({
      name: 'Person double',
      email: expect.stringMatching(/\.invalid$/),
    });
    await server.database.ltiMember.deleteMany({ where: { subject: 'double' } });
  });

  it('gets another account for who has erased the one that they had', async () => {
    const browser = new Browser();
    await launch(browser, { person: person('erased') });
    const { id } = await viewerOf(browser);
    await dataOf(clientOf(server.url, { cookie: cookiesOf(browser) }).query('mutation { eraseMyAccount }'));
    expect(await server.database.ltiMember.count({ where: { subject: 'erased' } })).toBe(0);
    const again = new Browser();
    await launch(again, { person: person('erased') });
    expect(await viewerOf(again)).toMatchObject({ name: 'Person erased', email: 'erased@school.example' });
    expect((await viewerOf(again)).id).not.toBe(id);
    await server.database.ltiMember.deleteMany({ where: { subject: 'erased' } });
  });

  it('cannot make a page of this site run anything', async () => {
    const address = new URL(platform.initiation({ person: person('script') }));
    address.searchParams.set('iss', `<script>alert("1")</script>'&`);
    const page = await fetch(address);
    expect(page.status).toBe(400);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'nonce-[^']+'/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'none'; frame-ancestors 'none';");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const shown = await page.text();
    expect(shown).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;');
    expect(shown).not.toContain('<script');
    const returning = {
      'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
        deep_link_return_url: 'javascript:alert(1)',
        accept_types: ['ltiResourceLink'],
      },
    };
    const asked = { person: person('script'), deepLinking: true, claims: returning };
    expect((await launch(new Browser(), asked)).status).toBe(401);
  });

  it('keeps those out who were removed', async () => {
    const browser = new Browser();
    await launch(browser, { person: person('gone') });
    const { id } = await viewerOf(browser);
    await server.database.enrollment.updateMany({ where: { userId: id }, data: { removedAt: new Date() } });
    expect((await launch(new Browser(), { person: person('gone') })).status).toBe(403);
  });

  it('opens no account of an administrator or with a second factor for who has not signed in here', async () => {
    const browser = new Browser();
    await launch(browser, { person: person('guarded') });
    const { id } = await viewerOf(browser);
    for (const guard of [{ twoFactorEnabled: true }, { twoFactorEnabled: false, siteRole: 'ADMIN' as const }]) {
      await server.database.user.update({ where: { id }, data: guard });
      const other = new Browser();
      expect((await launch(other, { person: person('guarded') })).status).toBe(403);
      expect(await viewerOf(other)).toBeNull();
      expect((await launch(browser, { person: person('guarded') })).status).toBe(303);
    }
  });

  it('begins launches to this site only', async () => {
    const address = new URL(platform.initiation({ person: person('target') }));
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    address.searchParams.set('target_link_uri', 'https://elsewhere.example/lti/launch');
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(400);
  });

  it('is not believed when its message is signed by another, old, for another, replayed or not signed', async () => {
    const mallory = person('mallory');
    const now = Math.floor(Date.now() / 1000);
    const wrong: Record<string, Partial<Launching>> = {
      'another key': { wrongKey: true },
      'no signature': { unsigned: true },
      'an old message': { claims: { iat: now - 900, exp: now - 600 } },
      'another audience': { claims: { aud: 'somebody-else' } },
      'two audiences without azp': { claims: { aud: [platform.clientId, 'somebody-else'] } },
      'another issuer': { claims: { iss: 'https://elsewhere.example' } },
      'another nonce': { claims: { nonce: 'an-old-one' } },
      'another deployment': { claims: { 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': 'other' } },
      'another algorithm': { algorithm: 'RS512' },
      'another padding': { algorithm: 'PS256' },
      'no message type': { claims: { 'https://purl.imsglobal.org/spec/lti/claim/message_type': undefined } },
      'another version': { claims: { 'https://purl.imsglobal.org/spec/lti/claim/version': '1.1' } },
    };
    for (const [what, fault] of Object.entries(wrong)) {
      const browser = new Browser();
      expect((await launch(browser, { person: mallory, ...fault })).status, what).toBe(401);
      expect(await viewerOf(browser), what).toBeNull();
    }
    const browser = new Browser();
    const { state, token } = await begin(browser, { person: mallory });
    const tampered = token.split('.');
    tampered[1] = Buffer.from(
      Buffer.from(tampered[1] ?? '', 'base64url')
        .toString()
        .replace('Learner', 'Instructor'),
    ).toString('base64url');
    expect((await sendMessage(browser, state, tampered.join('.'))).status).toBe(401);
    // Used up, even by a message that was not believed.
    expect((await sendMessage(browser, state, token)).status).toBe(401);
    expect(await server.database.ltiAccount.count({ where: { subject: 'mallory' } })).toBe(0);
  });

  it('is believed once, and only in the browser that began', async () => {
    const browser = new Browser();
    const { state, token } = await begin(browser, { person: person('once') });
    const launched = await sendMessage(browser, state, token);
    expect(launched.status).toBe(303);
    expect((await sendMessage(browser, state, token)).status).toBe(401);
    const landing = launched.headers.get('location') ?? '';
    const stored = JSON.stringify(await server.database.ltiLogin.findMany());
    for (const secret of [state, landing.split('ticket=')[1]!]) expect(stored).not.toContain(secret);
    expect((await new Browser().open(landing)).status).toBe(401);
    const landed = await browser.open(landing);
    expect(landed.status).toBe(303);
    const [session] = landed.headers.getSetCookie();
    expect(session).toMatch(/^better-auth\.session_token=.*; HttpOnly; SameSite=Lax$/);
    expect((await browser.open(landing)).status).toBe(401);
  });

  it('is believed for ten minutes', async () => {
    const late = () => server.database.ltiLogin.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    const slow = new Browser();
    const first = await begin(slow, { person: person('late') });
    await late();
    expect((await sendMessage(slow, first.state, first.token)).status).toBe(401);
    const { state, token } = await begin(slow, { person: person('late') });
    const launched = await sendMessage(slow, state, token);
    expect(launched.status).toBe(303);
    await late();
    expect((await slow.open(launched.headers.get('location') ?? '')).status).toBe(401);
    expect(await viewerOf(slow)).toBeNull();
    const ticket = (launched.headers.get('location') ?? '').split('ticket=')[1];
    const told = '{ ltiArrival(ticket: $ticket) { email } }';
    const asked = clientOf(server.url).query(`query($ticket: String!) ${told}`, { ticket });
    expect(await dataOf(asked)).toEqual({ ltiArrival: null });
  });

  it('takes an assignment that its instructor chose, as a signed link', async () => {
    assignmentId = await room.assignment({ title: 'Seeing "shapes"' });
    await dataOf(
      room.instructor.query('mutation($input: SetGradingRuleInput!) { setGradingRule(input: $input) { id } }', {
        input: {
          assignmentId,
          rule: {
            maxPoints: 10,
            thresholds: [
              { score: 0, points: 0 },
              { score: 1, points: 10 },
            ],
          },
        },
      }),
    );
    const browser = new Browser();
    // An administrator's account: a platform's word is not enough.
    expect((await launch(browser, { person: teacher, deepLinking: true })).status).toBe(403);
    expect(await viewerOf(browser)).toBeNull();
    signInAs(browser, room.instructor);
    const { path } = await launch(browser, { person: teacher, deepLinking: true });
    expect(path).toMatch(/^\/platforms\/choose\//);
    const login = new URL(path, server.url).searchParams.get('login') ?? '';
    const address = new URL('/lti/deep-link', server.url).href;
    expect((await browser.open(address, post({ login, assignmentId }, 'https://elsewhere.example'))).status).toBe(403);
    expect((await new Browser().open(address, post({ login, assignmentId }, server.url))).status).toBe(401);
    // Neither for other staff, nor for who is no staff any more, nor for an assignment of another course.
    const colleague = await room.student('Colleague');
    await setRole(colleague, 'ASSISTANT');
    const others = new Browser();
    signInAs(others, colleague);
    expect((await others.open(address, post({ login, assignmentId }, server.url))).status).toBe(401);
    await setRole(room.instructor, 'STUDENT');
    expect((await browser.open(address, post({ login, assignmentId }, server.url))).status).toBe(403);
    await setRole(room.instructor, 'INSTRUCTOR');
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "Not there" }) { id } }'),
    );
    const { id: elsewhere } = await server.database.assignment.create({
      data: {
        ...(await server.database.assignment.findUniqueOrThrow({ where: { id: assignmentId } })),
        id: 'elsewhere',
        courseId: createCourse.id,
        starterRecipe: {},
        allowed: {},
        gradingRule: {},
      },
    });
    expect((await browser.open(address, post({ login, assignmentId: elsewhere }, server.url))).status).toBe(403);
    // A link to it leads no further than the course, and brings its grades no column.
    const strayed = await launch(new Browser(), { person: person('ada'), assignmentId: elsewhere });
    expect(strayed.path).toBe(`/courses/${room.courseId}`);
    await server.database.assignment.delete({ where: { id: elsewhere } });
    const page = await browser.open(address, post({ login, assignmentId }, server.url));
    expect(page.headers.get('content-security-policy')).toContain(`form-action ${platform.url};`);
    const token = (await page.text()).match(/name="JWT" value="([^"]+)"/)?.[1] ?? '';
    expect((await fetch(`${platform.url}/deep-link`, post({ JWT: token }))).status).toBe(200);
    expect(platform.chosen).toMatchObject([
      {
        type: 'ltiResourceLink',
        title: 'Seeing "shapes"',
        custom: { assignment_id: assignmentId },
        lineItem: { scoreMaximum: 10 },
      },
    ]);
    const student = new Browser();
    expect((await launch(student, { person: person('ada'), assignmentId })).path).toBe(`/assignments/${assignmentId}`);
    expect((await launch(new Browser(), { person: person('ada'), deepLinking: true })).path).toBe(
      `/courses/${room.courseId}`,
    );
  });

  it('tells who is in its course, on several pages', async () => {
    platform.people = [teacher, ...['ada', 'early', 'new-1', 'new-2'].map((id) => person(id))];
    const { readLtiRoster } = await dataOf(
      room.instructor.query('mutation($id: ID!) { readLtiRoster(id: $id) { people enrolled waiting gone } }', {
        id: contextId,
      }),
    );
    // Those who were launched and are not in the roster.
    expect(readLtiRoster).toEqual({ people: 5, enrolled: 0, waiting: 2, gone: 5 });
    const gone = await server.database.ltiMember.findMany({ where: { isActive: false }, orderBy: { subject: 'asc' } });
    expect(gone.map(({ subject }) => subject)).toEqual(['dean', 'gone', 'guarded', 'once', 'professor']);
  });

  it('gives its token to no other server, and its course to no student', async () => {
    const tokens: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"members": []}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    platform.nextMembers = `http://localhost:${(other.address() as AddressInfo).port}/members?page=2`;
    const roster = 'mutation($id: ID!) { readLtiRoster(id: $id) { people } }';
    expect((await dataOf(room.instructor.query(roster, { id: contextId }))).readLtiRoster.people).toBe(3);
    expect(tokens).toEqual([]);
    other.close();
    platform.nextMembers = undefined;
    await dataOf(room.instructor.query(roster, { id: contextId }));
    const student = await room.student('Curious');
    expect(await codeOf(student.query(roster, { id: contextId }))).toBe('FORBIDDEN');
    const part = 'mutation($id: ID!) { disconnectLtiContext(id: $id) }';
    expect(await codeOf(student.query(part, { id: contextId }))).toBe('FORBIDDEN');
  });

  describe('gets published grades', () => {
    const stand = async (subject: string, score: number) => {
      const { userId } = await server.database.ltiAccount.findFirstOrThrow({ where: { subject } });
      const run = await insertRun(server.database, {
        assignmentId,
        studentId: userId,
        status: 'SUCCEEDED',
        evaluation: { publicScore: score, privateScore: score },
      });
      const fields = { runId: run.id, revision: 1, publicScore: score, privateScore: score, submittedAt: new Date() };
      await server.database.standing.upsert({
        where: { assignmentId_participantId: { assignmentId, participantId: userId } },
        create: { assignmentId, participantId: userId, studentId: userId, place: 1, finalPlace: 1, ...fields },
        update: fields,
      });
    };
    const publish = () =>
      dataOf(
        room.instructor.query('mutation($id: ID!) { publishGrades(assignmentId: $id) { published } }', {
          id: assignmentId,
        }),
      );
    const scoreOf = (subject: string) =>
      [...platform.results.values()].find(({ userId }) => userId === subject)?.scoreGiven;
    const delivery = async () =>
      (
        await dataOf(
          room.instructor.query('query($id: ID!) { ltiContext(id: $id) { delivery { sent waiting failed error } } }', {
            id: contextId,
          }),
        )
      ).ltiContext.delivery;
    const settled = () =>
      expect.poll(async () => (await delivery()).waiting, { timeout: 60_000, interval: 300 }).toBe(0);

    beforeAll(async () => {
      await server.database.assignment.update({
        where: { id: assignmentId },
        data: { closesAt: new Date(Date.now() - 1000) },
      });
      await stand('ada', 0.8);
      await stand('early', 0.5);
    });

    it('in one column, once each, whatever fails, is lost or hangs on the way', async () => {
      platform.misbehave.token.push('error');
      platform.misbehave.lineItems.push('lost');
      platform.misbehave.scores.push('error', 'lost', 'hang');
      await publish();
      await settled();
      expect(platform.lineItems.size).toBe(1);
      expect([...platform.lineItems.values()][0]).toMatchObject({
        label: 'Seeing "shapes"',
        scoreMaximum: 10,
        resourceId: assignmentId,
      });
      expect([scoreOf('ada'), scoreOf('early')]).toEqual([8, 5]);
      const times = new Map<string, Set<string>>();
      for (const { userId, timestamp } of platform.received)
        times.set(userId, (times.get(userId) ?? new Set()).add(timestamp));
      // A score that was sent again is the same score.
      expect([...times.values()].every((set) => set.size === 1)).toBe(true);
      expect(await delivery()).toMatchObject({ sent: times.size, failed: 0, error: null });
    });

    it('not again without a change, and once for each change, with a later time', async () => {
      const before = platform.received.length;
      await publish();
      await settled();
      expect(platform.received.length).toBe(before);
      const [first] = platform.received.filter(({ userId }) => userId === 'ada');
      await stand('ada', 0.9);
      await publish();
      await settled();
      expect(platform.received.length).toBe(before + 1);
      expect(scoreOf('ada')).toBe(9);
      expect(platform.received.at(-1)!.timestamp > first!.timestamp).toBe(true);
    });

    it('also when the platform has another score of a later time', async () => {
      const key = [...platform.results.keys()].find((name) => name.endsWith(' ada'))!;
      const ahead = new Date(Date.now() + 1500).toISOString();
      platform.results.set(key, { userId: 'ada', scoreGiven: 1, scoreMaximum: 10, timestamp: ahead });
      await stand('ada', 1);
      await publish();
      await settled();
      expect(scoreOf('ada')).toBe(10);
    });

    it('of students who come later', async () => {
      platform.people.push(person('later'));
      const browser = new Browser();
      await launch(browser, { person: person('later') });
      await stand('later', 0.7);
      await publish();
      await settled();
      expect(scoreOf('later')).toBe(7);
    });

    it('and none of who is excused: what it has is taken back, and nothing else is sent', async () => {
      const before = platform.received.length;
      const idOf = async (subject: string) =>
        (await server.database.ltiAccount.findFirstOrThrow({ where: { subject } })).userId;
      const excuse = async (subject: string, excused: boolean) =>
        dataOf(
          room.instructor.query('mutation($input: SetGradeInput!) { setGrade(input: $input) { isExcused } }', {
            input: { assignmentId, studentId: await idOf(subject), excused, excuseReason: excused ? 'Ill' : null },
          }),
        );
      await excuse('later', true);
      await publish();
      await settled();
      expect(platform.received.slice(before)).toMatchObject([{ userId: 'later', gradingProgress: 'NotReady' }]);
      expect(scoreOf('later')).toBeUndefined();
      await publish();
      await settled();
      expect(platform.received).toHaveLength(before + 1);
      await excuse('later', false);
      await publish();
      await settled();
      expect(scoreOf('later')).toBe(7);
    });
  });

  it('is not asked at addresses inside, unless the site was told to', async () => {
    const strict = await startTestServer();
    const other = await openClassroom(strict);
    const { inviteLtiPlatform } = await dataOf(other.instructor.query('mutation { inviteLtiPlatform { url } }'));
    const address = new URL(inviteLtiPlatform.url);
    address.searchParams.set('openid_configuration', `${platform.url}/configuration`);
    const asked = platform.registrations.length;
    expect((await fetch(address)).status).toBe(502);
    expect(platform.registrations.length).toBe(asked);
    const input = {
      name: 'Inside',
      issuer: platform.url,
      clientId: 'x',
      authorizationEndpoint: `${platform.url}/a`,
      tokenEndpoint: `${platform.url}/t`,
      jwksUri: `${platform.url}/j`,
    };
    const save = 'mutation($input: LtiPlatformInput!) { saveLtiPlatform(input: $input) { id } }';
    expect(await codeOf(other.instructor.query(save, { input }))).toBe('BAD_USER_INPUT');
    expect(await strict.database.ltiPlatform.count()).toBe(0);
    await strict.stop();
  });
});
