import { afterAll, afterEach, expect, test } from 'vitest';
import { clientOf, dataOf, signIn, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { type MailServer, startMailServer } from '../setup/mailServer.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const chosen = 'seven grey umbrellas';
let server: TestServer;
let mails: MailServer | undefined;
afterEach(() => server.stop());
afterAll(() => mails?.stop());

async function post(path: string, body: object) {
  const response = await clientOf(server.url).fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text(), headers: [...response.headers.keys()].sort() };
}

/** What a stranger gets who signs up with an address and then tries to sign in, without what differs each time. */
async function whatAStrangerSees(email: string) {
  const answers = [
    await post('/sign-up/email', { name: 'Eve', email, password: chosen }),
    await post('/sign-in/email', { email, password: chosen }),
    await post('/sign-up/email', { name: 'Eve', email, password: chosen }),
    await post('/sign-in/email', { email, password: chosen }),
  ];
  return answers.map(({ status, text, headers }) => ({
    status,
    headers,
    text: text.replaceAll(email, 'address').replace(/"(id|createdAt|updatedAt)":"[^"]+"/g, '"$1":""'),
  }));
}

test('where e-mails are sent, a stranger cannot tell whether an address has an account; its owner can', async () => {
  mails = await startMailServer();
  server = await startTestServer({
    rateLimit: true,
    mail: { url: mails.url, from: 'site@school.edu', everyMs: 30, retryMs: 50 },
  });
  await signUp(server.url, { name: 'Admin', email: 'admin@example.org', password });
  await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password }, server.database);

  const [taken, free] = [await whatAStrangerSees('ada@example.org'), await whatAStrangerSees('new@example.org')];
  expect(free).toEqual(taken);
  expect(taken.map(({ status }) => status)).toEqual([200, 401, 200, 401]);
  await expect.poll(() => mails!.mailTo('ada@example.org')).toContain('There is one already');

  // The newest link lets the owner in, with the password that was chosen: the second sign-up has ended the first one.
  const confirmations = () => mails!.received.filter(({ to }) => to.includes('new@example.org'));
  await expect.poll(confirmations).toHaveLength(2);
  const token = /token=([\w-]+)/.exec(await mails.mailTo('new@example.org'))![1];
  await dataOf(clientOf(server.url).query('mutation($token: String!) { confirmEmail(token: $token) }', { token }));
  const owner = await signIn(server.url, { email: 'new@example.org', password: chosen });
  expect(owner.user.email).toBe('new@example.org');
});

test('the first account of a site needs no e-mail, and a new password lets in who has not confirmed', async () => {
  mails ??= await startMailServer();
  server = await startTestServer({ mail: { url: mails.url, from: 'site@school.edu', everyMs: 30, retryMs: 50 } });
  const admin = await signUp(server.url, { name: 'Admin', email: 'admin@example.org', password });
  await post('/sign-up/email', { name: 'Bob', email: 'bob@example.org', password });
  const bob = await server.database.user.findUniqueOrThrow({ where: { email: 'bob@example.org' } });
  expect((await post('/sign-in/email', { email: bob.email, password })).status).toBe(401);
  const { createPasswordLink } = await dataOf(
    admin.query('mutation($id: ID!) { createPasswordLink(userId: $id) { url } }', { id: bob.id }),
  );
  const token = /token=([\w-]+)/.exec(createPasswordLink.url)![1];
  expect((await post('/reset-password', { token, newPassword: chosen })).status).toBe(200);
  expect((await signIn(server.url, { email: bob.email, password: chosen })).user.id).toBe(bob.id);
});

test('where none are sent, an address from which many taken ones are tried has to wait', async () => {
  server = await startTestServer({ rateLimit: true });
  await signUp(server.url, { name: 'Admin', email: 'admin@example.org', password });
  const tryTaken = () => post('/sign-up/email', { name: 'Eve', email: 'admin@example.org', password: chosen });
  for (let time = 0; time < 20; time += 1) expect((await tryTaken()).status).toBe(200);
  expect((await tryTaken()).status).toBe(429);
  // It does not tell that the last one was taken, either.
  const free = await post('/sign-up/email', { name: 'Eve', email: 'free@example.org', password: chosen });
  expect(free.status).toBe(429);
});

test('where e-mails are sent, who is in a roster may sign up by invitation, and comes in once confirmed', async () => {
  mails ??= await startMailServer();
  server = await startTestServer({ mail: { url: mails.url, from: 'site@school.edu', everyMs: 30, retryMs: 50 } });
  const admin = await signUp(server.url, { name: 'Admin', email: 'admin@example.org', password });
  const created = await dataOf(admin.query('mutation { createCourse(input: {title: "Listed"}) { id } }'));
  const courseId = created.createCourse.id;
  const file = Buffer.from('email,number\nlisted@example.org,2026001\n').toString('base64');
  const apply = 'mutation($input: ApplyRosterInput!) { applyRoster(input: $input) { digest } }';
  await dataOf(admin.query(apply, { input: { courseId, file } }));
  await dataOf(admin.query('mutation { updateSite(input: {signUp: INVITATION}) { signUp } }'));
  const person = (email: string) => ({ name: 'Listed', email, password: chosen });
  expect((await post('/sign-up/email', person('unlisted@example.org'))).status).toBe(403);
  expect((await post('/sign-up/email', person('Listed@example.org'))).status).toBe(200);
  // The account is of no use to who does not read that address.
  expect((await post('/sign-in/email', person('listed@example.org'))).status).toBe(401);
  await expect.poll(() => mails!.mailTo('listed@example.org')).toContain('token=');
  const token = /token=([\w-]+)/.exec(await mails.mailTo('listed@example.org'))![1];
  await dataOf(clientOf(server.url).query('mutation($token: String!) { confirmEmail(token: $token) }', { token }));
  const owner = await signIn(server.url, { email: 'listed@example.org', password: chosen });
  expect((await dataOf(owner.query('{ courses { id } }'))).courses).toEqual([{ id: courseId }]);
});
