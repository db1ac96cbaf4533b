import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '#prisma/postgres';
import { clientOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { type IdentityProvider, startIdentityProvider, walker } from '../setup/identityProvider.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let provider: IdentityProvider;
let ada: SignedIn;
beforeAll(async () => {
  const port = await freePort();
  provider = await startIdentityProvider(`http://localhost:${port}`);
  server = await startTestServer({ port, singleSignOn: provider.settings, rateLimit: true });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});
beforeEach(() => server.database.siteSettings.deleteMany());

/** Signs in by the provider: where it ended, and who the session is. */
async function signInAs(login: string, callbackURL?: string) {
  const browser = walker();
  const url = await browser.signInAs(login, server.url, callbackURL);
  const { data } = await clientOf(server.url, { cookie: browser.cookiesOf(server.url) }).query(
    '{ me { id name email siteRole } }',
  );
  return { path: url.pathname, error: url.searchParams.get('error'), me: data.me };
}
const settings = (data: object) => server.database.siteSettings.create({ data });

describe('single sign-on', () => {
  it('makes nobody the first account, who would administer the site', async () => {
    expect(await signInAs('stranger@school.edu')).toEqual({
      path: '/sign-in',
      error: 'FIRST_ACCOUNT_NEEDS_TOKEN',
      me: null,
    });
    expect(await server.database.user.count()).toBe(0);
    ada = await signUp(server.url, { name: 'Ada', email: 'ada@school.edu', password });
  });

  it('makes an account with a name that can be shown, and finds it again', async () => {
    const first = await signInAs('min@school.edu');
    expect(first).toMatchObject({
      path: '/signed-in',
      error: null,
      me: { name: 'min Kim', email: 'min@school.edu', siteRole: 'MEMBER' },
    });
    expect((await server.database.user.findUniqueOrThrow({ where: { email: 'min@school.edu' } })).emailVerified).toBe(
      true,
    );
    expect((await signInAs('min@school.edu')).me.id).toBe(first.me.id);
    expect((await dataOf(ada.query('{ site { singleSignOn } }'))).site.singleSignOn).toBe('Example University');
  });

  it('joins an account with a password only when both have confirmed the address', async () => {
    const { user } = await signUp(server.url, { name: 'Bob', email: 'bob@school.edu', password });
    expect(await signInAs('bob@school.edu')).toMatchObject({ path: '/sign-in', error: 'account_not_linked', me: null });
    await server.database.user.update({ where: { id: user.id }, data: { emailVerified: true } });
    expect(await signInAs('unverified-bob@school.edu')).toMatchObject({ error: 'account_not_linked', me: null });
    expect((await signInAs('bob@school.edu')).me).toMatchObject({ id: user.id, name: 'Bob' });
    expect(await server.database.account.count({ where: { userId: user.id } })).toBe(2);
  });

  it('gives what an invitation promised to who has confirmed its address alone', async () => {
    const invite = 'mutation { inviteToSite(input: {emails: ["hana@school.edu"], siteRole: TEACHER}) { link } }';
    await dataOf(ada.query(invite));
    expect((await signInAs('unverified-hana@school.edu')).me).toMatchObject({ siteRole: 'MEMBER' });
    expect(await server.database.siteInvitation.findFirst({ where: { email: 'hana@school.edu' } })).toMatchObject({
      acceptedAt: null,
    });
  });

  it('follows the rules for new accounts', async () => {
    await settings({ signUp: 'CLOSED' });
    expect(await signInAs('eve@school.edu')).toMatchObject({ error: 'SIGN_UP_CLOSED', me: null });
    // A person who has an account signs in all the same.
    expect((await signInAs('min@school.edu')).me).not.toBeNull();
    await server.database.siteSettings.deleteMany();
    await settings({ emailDomains: ['school.edu'] });
    expect(await signInAs('eve@elsewhere.example')).toMatchObject({ error: 'EMAIL_DOMAIN_NOT_ALLOWED', me: null });
    expect(await signInAs('unverified-eve@school.edu')).toMatchObject({ error: 'EMAIL_NOT_VERIFIED', me: null });
    await server.database.siteSettings.deleteMany();
    await settings({ signUp: 'INVITATION' });
    expect(await signInAs('eve@school.edu')).toMatchObject({ error: 'SIGN_UP_BY_INVITATION', me: null });
    await dataOf(
      ada.query('mutation { inviteToSite(input: {emails: ["eve@school.edu"], siteRole: TEACHER}) { link } }'),
    );
    expect(await signInAs('unverified-eve@school.edu')).toMatchObject({ error: 'SIGN_UP_BY_INVITATION', me: null });
    expect((await signInAs('eve@school.edu')).me).toMatchObject({ siteRole: 'TEACHER' });
    // An invitation works once, and not for ever. The next owner of the address needs a new one.
    const { id } = await server.database.user.findUniqueOrThrow({ where: { email: 'eve@school.edu' } });
    await server.database.user.update({ where: { id }, data: { email: 'moved@school.edu' } });
    await server.database.account.deleteMany({ where: { userId: id } });
    expect(await signInAs('eve@school.edu')).toMatchObject({ error: 'SIGN_UP_BY_INVITATION', me: null });
    await dataOf(
      ada.query('mutation { inviteToSite(input: {emails: ["eve@school.edu"], siteRole: MEMBER}) { link } }'),
    );
    const over = { expiresAt: new Date(Date.now() - 1000) };
    await server.database.siteInvitation.updateMany({ where: { acceptedAt: null }, data: over });
    expect(await signInAs('eve@school.edu')).toMatchObject({ error: 'SIGN_UP_BY_INVITATION', me: null });
  });

  it('lets in by invitation who came by a link into a course, or is in a roster with a checked address', async () => {
    const { id: courseId } = (await dataOf(ada.query('mutation { createCourse(input: {title: "SSO"}) { id } }')))
      .createCourse;
    const { path } = (
      await dataOf(
        ada.query('mutation($input: CreateInvitationInput!) { createInvitation(input: $input) { path } }', {
          input: { courseId },
        }),
      )
    ).createInvitation;
    await settings({ signUp: 'INVITATION', emailDomains: ['school.edu'] });
    const refused = { error: 'SIGN_UP_BY_INVITATION', me: null };
    expect(await signInAs('linked@school.edu')).toMatchObject(refused);
    expect(await signInAs('linked@school.edu', '/join/another')).toMatchObject(refused);
    expect(await signInAs('linked@elsewhere.example', path)).toMatchObject({ error: 'EMAIL_DOMAIN_NOT_ALLOWED' });
    expect(await signInAs('linked@school.edu', path)).toMatchObject({ path, error: null, me: { siteRole: 'MEMBER' } });
    await server.database.pendingMember.create({ data: { courseId, email: 'rostered@school.edu' } });
    expect(await signInAs('rostered@school.edu')).toMatchObject({ error: null, me: { email: 'rostered@school.edu' } });
  });

  it('lets an account without a password be erased after a fresh sign-in only', async () => {
    const browser = walker();
    await browser.signInAs('min@school.edu', server.url);
    const min = clientOf(server.url, { cookie: browser.cookiesOf(server.url) });
    const { id } = (await dataOf(min.query('{ me { id } }'))).me;
    await server.database.session.updateMany({ where: { userId: id }, data: { createdAt: new Date(0) } });
    const erase = () => min.query('mutation { eraseMyAccount }');
    expect((await erase()).errors?.[0]?.extensions.code).toBe('SIGN_IN_AGAIN');
    await server.database.session.updateMany({ where: { userId: id }, data: { createdAt: new Date() } });
    expect((await erase()).errors).toBeUndefined();
    // The same person begins with a new account.
    expect((await signInAs('min@school.edu')).me.id).not.toBe(id);
  });

  it('believes no answer that it has not asked for', async () => {
    const response = await fetch(`${server.url}/api/auth/callback/oidc?code=stolen&state=invented`, {
      redirect: 'manual',
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain('error=');
  });
});
