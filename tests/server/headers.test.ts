import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { hashOf, newSecret } from '../../server/lti/session.ts';
import { signUp, testSecret } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { studentLaunch } from '../setup/launch.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let secure: TestServer;
beforeAll(async () => {
  [server, secure] = await Promise.all([startTestServer(), startTestServer({ siteUrl: 'https://classroom.example' })]);
});
afterAll(() => Promise.all([server.stop(), secure.stop()]));

it.each([
  '/graphql',
  '/api/auth/get-session',
  '/uploads',
  '/images/x/y',
  '/nothing',
  '/%00',
  '/graphql?query={me{id}}',
])('the answer to %s lets a browser load, run and frame nothing', async (path) => {
  const { headers } = await fetch(server.url + path);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('permissions-policy')).toBe('camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('strict-transport-security')).toBeNull();
  expect((await fetch(secure.url + path)).headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
});

it.each(['/graphql', '/api/auth/get-session', '/uploads'])('TRACE is not answered at %s', async (path) => {
  const asked = request(server.url + path, { method: 'TRACE', headers: { cookie: 'a=secret' } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(405);
  expect(await text(response)).toBe('');
});

it('cookies are for this host and https alone where the site has https, and they work', async () => {
  const post = (path: string, body: object) =>
    fetch(`${secure.url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://classroom.example' },
      body: JSON.stringify(body),
    });
  const person = { name: 'Ada', email: 'ada@example.org', password };
  await post('/sign-up/email', { ...person, firstAccountToken: firstAccountToken(testSecret) });
  const signedIn = await post('/sign-in/email', person);
  const [cookie] = signedIn.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-downstream\.session_token=/);
  expect(cookie).toMatch(/; Path=\/;/);
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(attribute);
  expect(cookie).not.toContain('Domain');
  const session = await fetch(`${secure.url}/api/auth/get-session`, { headers: { cookie: cookie!.split(';')[0]! } });
  expect(await session.json()).toMatchObject({ user: { email: 'ada@example.org' } });
  await signUp(server.url, person);
});

it('a launch from a learning platform leaves such a cookie, too', async () => {
  const { database } = secure;
  const at = 'https://platform.example/any';
  const addresses = { issuer: at, authorizationEndpoint: at, tokenEndpoint: at, jwksUri: at };
  const { id: platformId } = await database.ltiPlatform.create({ data: { name: 'P', clientId: 'c', ...addresses } });
  await database.user.create({ data: { id: 'bob', name: 'Bob', email: 'bob@example.org', emailVerified: true } });
  await database.ltiAccount.create({ data: { platformId, subject: 'bob', userId: 'bob' } });
  const launch = { ...studentLaunch, subject: 'bob', name: 'Bob' };
  const [state, ticket] = [newSecret(), newSecret()];
  const hashes = { stateHash: hashOf(state), ticketHash: hashOf(ticket) };
  const expiresAt = new Date(Date.now() + 60_000);
  await database.ltiLogin.create({ data: { ...hashes, platformId, nonce: 'n', launch, expiresAt } });
  const { headers } = await fetch(`${secure.url}/lti/land?ticket=${ticket}`, {
    redirect: 'manual',
    headers: { cookie: `lti_${hashes.stateHash.slice(0, 16)}=${state}` },
  });
  const [cookie] = headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-downstream\.session_token=/);
  for (const attribute of ['Path=/;', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(attribute);
  expect(cookie).not.toContain('Domain');
  // So does its beginning.
  const begun = await fetch(
    `${secure.url}/lti/login?${new URLSearchParams({
      iss: at,
      client_id: 'c',
      login_hint: 'bob',
      target_link_uri: 'https://classroom.example/lti/launch',
    })}`,
    { redirect: 'manual' },
  );
  expect(begun.status).toBe(303);
  const [own] = begun.headers.getSetCookie();
  for (const attribute of ['Path=/lti;', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(own).toContain(attribute);
});
