import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isCommonPassword } from '../../server/accounts/commonPasswords.ts';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { apiKeyOf, clientOf, type SignedIn, signIn, signUp, testSecret } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const newPassword = 'seven grey umbrellas';
let server: TestServer;
let ada: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ rateLimit: true });
  expect((await signUpWith({ firstAccountToken: undefined })).status).toBe(403);
  expect((await signUpWith({ firstAccountToken: 'x'.repeat(24) })).status).toBe(403);
  expect(await server.database.user.count()).toBe(0);
  ada = await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
});
afterAll(() => server.stop());
beforeEach(() => server.database.failedSignIns.deleteMany());

function post(who: Pick<SignedIn, 'fetch'>, path: string, body: unknown): Promise<Response> {
  return who.fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(body),
  });
}
const signUpWith = (fields: object) =>
  post(clientOf(server.url), '/sign-up/email', { name: 'New', email: 'new@example.org', password, ...fields });

it('gives the first account to nobody without the token that the start prints, and needs none afterwards', async () => {
  expect((await server.database.user.findFirstOrThrow()).siteRole).toBe('ADMIN');
  expect((await signUpWith({ email: 'second@example.org' })).status).toBe(200);
  expect(firstAccountToken(testSecret)).not.toBe(firstAccountToken(`${testSecret}!`));
});

describe('an API key', () => {
  it('gives no session, makes no key and changes no account', async () => {
    const key = await apiKeyOf(ada);
    const script = clientOf(server.url, { 'x-api-key': key, origin: server.url });
    expect((await script.query('{ me { id } }')).data).toEqual({ me: { id: ada.user.id } });
    const reading = ['/get-session', '/list-sessions', '/api-key/list', '/list-accounts'];
    const writing = ['/update-user', '/change-password', '/api-key/create', '/api-key/delete', '/revoke-sessions'];
    for (const path of reading) {
      const response = await script.fetch(`/api/auth${path}`);
      expect(response.status, path).toBe(403);
      expect(await response.text()).not.toContain('token');
    }
    const body = { name: 'Eve', currentPassword: password, newPassword };
    for (const path of writing) expect((await post(script, path, body)).status, path).toBe(403);
    expect((await server.database.user.findUniqueOrThrow({ where: { id: ada.user.id } })).name).toBe('Ada');
  });
});

it('lists the tokens of sessions for nobody', async () => {
  expect((await ada.fetch('/api/auth/list-sessions')).status).toBe(404);
});

it.each([
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/verify-password',
  '/request-password-reset',
  '/change-email',
  '/send-verification-email',
  '/verify-email',
  '/delete-user',
  '/delete-user/callback',
  '/link-social',
  '/unlink-account',
  '/account-info',
  '/get-access-token',
  '/refresh-token',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
  '/api-key/create',
  '/api-key/get',
  '/api-key/update',
  '/api-key/delete',
  '/api-key/list',
])('does not have %s, where the rules of the site would not hold', async (path) => {
  expect((await ada.fetch(`/api/auth${path}`)).status).toBe(404);
  expect((await post(ada, path, {})).status).toBe(404);
});

describe('a password', () => {
  it.each(['password123', 'Passw0rd2024!', 'qwertyuiop', '1234567890', 'aaaaaaaaaaaa', 'iloveyou2026', 'abcabcabcabc'])(
    'that everybody tries is refused: %s',
    async (common) => {
      const response = await signUpWith({ email: 'weak@example.org', password: common });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    },
  );

  it('that is made of its owner or of the site is refused', () => {
    const owner = { email: 'grace.hopper@navy.example', name: 'Grace Hopper' };
    for (const guess of ['gracehopper', 'Hopper.Grace1906', 'downstream2026', 'hopper-navy-1'])
      expect(isCommonPassword(guess, owner), guess).toBe(true);
    for (const good of [password, newPassword, 'a long password', 'demo-3f9a1c0b7d22', 'Fk3!xq9#Lw'])
      expect(isCommonPassword(good, owner), good).toBe(false);
  });

  it('cannot be changed to a common one, and its change ends the other sessions', async () => {
    const person = { name: 'Bob', email: 'bob@example.org', password };
    const here = await signUp(server.url, person);
    const elsewhere = await signIn(server.url, person);
    const me = '{ me { id } }';
    expect(
      (await post(here, '/change-password', { currentPassword: password, newPassword: 'password123' })).status,
    ).toBe(400);
    expect((await elsewhere.query(me)).data.me).not.toBeNull();
    const change = { currentPassword: password, newPassword, revokeOtherSessions: false };
    expect((await post(here, '/change-password', change)).status).toBe(200);
    expect((await elsewhere.query(me)).data.me).toBeNull();
    expect((await here.query(me)).data.me).toBeNull();
    await signIn(server.url, { ...person, password: newPassword });
  });

  it('is guessed ten times at most, with a session too', async () => {
    const person = await signUp(server.url, { name: 'Eve', email: 'eve@example.org', password });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index += 1)
      statuses.push(
        (await post(person, '/change-password', { currentPassword: `wrong wrong ${index}`, newPassword })).status,
      );
    expect(statuses).toEqual([...Array(10).fill(400), 429, 429]);
    expect((await post(person, '/verify-password', { password })).status).toBe(404);
  });
});

it('answers one address three hundred times, and tells it to wait; others go on', async () => {
  const ask = async (address: string) =>
    (await clientOf(server.url, { 'x-forwarded-for': address }).fetch('/api/auth/get-session')).status;
  const statuses: number[] = [];
  for (let round = 0; round < 20; round += 1)
    statuses.push(...(await Promise.all(Array.from({ length: 20 }, () => ask('192.0.2.40')))));
  expect(statuses.slice(0, 280)).toEqual(Array(280).fill(200));
  expect(statuses.at(-1)).toBe(429);
  expect(await ask('192.0.2.41')).toBe(200);
});

it('does not say at sign-up who has an account', async () => {
  const answers = await Promise.all(
    ['ada@example.org', 'nobody@example.org'].map(async (email) => {
      const response = await signUpWith({ email });
      const { user, token } = (await response.json()) as { user: object; token: unknown };
      return {
        status: response.status,
        token,
        fields: Object.keys(user).sort(),
        cookies: response.headers.getSetCookie(),
      };
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.status).toBe(200);
});
