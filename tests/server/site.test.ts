import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiKeyOf, clientOf, codeOf, dataOf, type SignedIn, signIn, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let ada: SignedIn;
let bob: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ keepsOutbox: true });
  ada = await signUp(server.url, { name: 'Ada', email: 'ada@school.edu', password });
  bob = await signUp(server.url, { name: 'Bob', email: 'bob@school.edu', password });
});
afterAll(() => server.stop());
beforeEach(() => server.database.siteSettings.deleteMany());

const update = (input: object, who = ada) =>
  who.query(
    'mutation($input: UpdateSiteInput!) { updateSite(input: $input) { name signUp emailDomains privacyNotice } }',
    {
      input,
    },
  );

/** The status and the code of a sign-up. */
async function attempt(email: string, fields: object = {}): Promise<[number, string | undefined]> {
  const response = await clientOf(server.url).fetch('/api/auth/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ name: 'New', email, password, ...fields }),
  });
  return [response.status, ((await response.json()) as { code?: string }).code];
}

describe('the settings of the site', () => {
  it('are for everybody to read and for administrators to change, with a line in the log', async () => {
    const site = '{ site { name signUp emailDomains mailDelivery singleSignOn privacyNotice } }';
    expect(await dataOf(clientOf(server.url).query(site))).toEqual({
      site: {
        name: 'Downstream',
        signUp: 'OPEN',
        emailDomains: [],
        mailDelivery: 'OUTBOX',
        singleSignOn: null,
        privacyNotice: '',
      },
    });
    expect(await codeOf(update({ name: 'Mine' }, bob))).toBe('FORBIDDEN');
    const input = {
      name: 'Seoul Vision',
      emailDomains: ['@School.edu', 'school.edu'],
      privacyNotice: '# We keep runs',
    };
    expect((await dataOf(update(input))).updateSite).toEqual({
      name: 'Seoul Vision',
      signUp: 'OPEN',
      emailDomains: ['school.edu'],
      privacyNotice: '# We keep runs',
    });
    const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'site.update' } });
    expect(entry).toMatchObject({ actorId: ada.user.id, courseId: null });
    expect(entry.changes).toMatchObject({ name: ['Downstream', 'Seoul Vision'] });
  });

  it('name whom to ask for help, which strangers read', async () => {
    const asked = async () => (await dataOf(clientOf(server.url).query('{ site { helpContact } }'))).site.helpContact;
    expect(await asked()).toBe('');
    await dataOf(update({ helpContact: ' Ms Kim, room 302 ' }));
    expect(await asked()).toBe('Ms Kim, room 302');
    expect(await codeOf(update({ helpContact: 'x'.repeat(201) }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(update({ helpContact: 'one\ntwo' }))).toBe('BAD_USER_INPUT');
    await dataOf(update({ helpContact: '' }));
    expect(await asked()).toBe('');
  });

  it.each([{ name: '' }, { emailDomains: ['nonsense'] }, { privacyNotice: 'x'.repeat(50_001) }])(
    'refuse what makes no sense: %j',
    async (input) => {
      expect(await codeOf(update(input))).toBe('BAD_USER_INPUT');
      expect(await server.database.siteSettings.count()).toBe(0);
    },
  );

  it('lock nobody out who sets them', async () => {
    for (const [input, code] of [
      [{ requiresVerifiedEmail: true }, 'ownEmailFirst'],
      [{ requiresTwoFactor: true }, 'ownSecondFactorFirst'],
    ] as const) {
      const { errors } = await update(input);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ code }] });
    }
  });

  it('are not for an API key to change', async () => {
    const key = await apiKeyOf(ada);
    const script = clientOf(server.url, { 'x-api-key': key });
    const mutations = [
      'mutation { updateSite(input: {signUp: OPEN}) { name } }',
      'mutation { inviteToSite(input: {emails: ["x@school.edu"], siteRole: ADMIN}) { link } }',
      `mutation { setSiteRole(userId: "${bob.user.id}", siteRole: ADMIN) { id } }`,
      `mutation { createPasswordLink(userId: "${bob.user.id}") { url } }`,
      'mutation { changeName(name: "Eve") { id } }',
      'mutation { changeEmail(input: {newEmail: "eve@school.edu", password: "x"}) { isDone } }',
      'mutation { eraseMyAccount(password: "x") }',
      'mutation { endOtherSessions }',
      '{ mySessions { id } }',
      '{ accounts { nodes { email } } }',
      '{ outbox { nodes { text } } }',
    ];
    for (const mutation of mutations) expect(await codeOf(script.query(mutation)), mutation).toBe('FORBIDDEN');
  });
});

describe('signing up', () => {
  it('is closed, by invitation, or open to some domains, as the administrator says', async () => {
    await dataOf(update({ signUp: 'CLOSED' }));
    expect(await attempt('one@school.edu')).toEqual([403, 'SIGN_UP_CLOSED']);
    await dataOf(update({ signUp: 'INVITATION' }));
    expect(await attempt('one@school.edu')).toEqual([403, 'SIGN_UP_BY_INVITATION']);
    // Whether there is an account makes no difference.
    expect(await attempt('bob@school.edu')).toEqual([403, 'SIGN_UP_BY_INVITATION']);
    await dataOf(update({ signUp: 'OPEN', emailDomains: ['school.edu'] }));
    expect(await attempt('one@elsewhere.example')).toEqual([403, 'EMAIL_DOMAIN_NOT_ALLOWED']);
    expect(await attempt('one@notschool.edu')).toEqual([403, 'EMAIL_DOMAIN_NOT_ALLOWED']);
    expect(await attempt('one@cs.school.edu')).toEqual([200, undefined]);
  });

  it('is open by invitation to who has a link into a course that holds, and not by the code of a course', async () => {
    const { id: courseId, joinCode } = (
      await dataOf(ada.query('mutation { createCourse(input: {title: "By link"}) { id joinCode } }'))
    ).createCourse;
    const create = 'mutation($input: CreateInvitationInput!) { createInvitation(input: $input) { id path } }';
    const made = async (role: string): Promise<{ id: string; courseInvitation: string }> => {
      const { createInvitation } = await dataOf(ada.query(create, { input: { courseId, role } }));
      return { id: createInvitation.id, courseInvitation: createInvitation.path.split('/').at(-1) };
    };
    const { id, courseInvitation } = await made('STUDENT');
    await dataOf(update({ signUp: 'INVITATION', emailDomains: ['school.edu'] }));
    const refused = [403, 'SIGN_UP_BY_INVITATION'];
    expect(await attempt('link1@school.edu', { courseInvitation: joinCode })).toEqual(refused);
    expect(await attempt('link1@school.edu', { invitation: courseInvitation })).toEqual([
      403,
      'SITE_INVITATION_INVALID',
    ]);
    expect(await attempt('link1@elsewhere.example', { courseInvitation })).toEqual([403, 'EMAIL_DOMAIN_NOT_ALLOWED']);
    expect(await attempt('link1@school.edu', { courseInvitation })).toEqual([200, undefined]);
    expect(await attempt('link2@school.edu', { courseInvitation })).toEqual([200, undefined]);
    const student = await signIn(server.url, { email: 'link1@school.edu', password });
    const accept = 'mutation($token: String!) { acceptInvitation(token: $token) { id role } }';
    expect((await dataOf(student.query(accept, { token: courseInvitation }))).acceptInvitation).toEqual({
      id: courseId,
      role: 'STUDENT',
    });
    expect(await dataOf(student.query('{ me { siteRole } }'))).toEqual({ me: { siteRole: 'MEMBER' } });

    // One for staff has let somebody in, and is used.
    const { courseInvitation: forStaff } = await made('ASSISTANT');
    expect(await attempt('link3@school.edu', { courseInvitation: forStaff })).toEqual([200, undefined]);
    const aide = await signIn(server.url, { email: 'link3@school.edu', password });
    await dataOf(aide.query(accept, { token: forStaff }));
    expect(await attempt('link4@school.edu', { courseInvitation: forStaff })).toEqual(refused);

    await dataOf(update({ signUp: 'CLOSED' }));
    expect(await attempt('link4@school.edu', { courseInvitation })).toEqual([403, 'SIGN_UP_CLOSED']);
    await dataOf(update({ signUp: 'INVITATION' }));
    await server.database.invitation.update({ where: { id }, data: { expiresAt: new Date(0) } });
    expect(await attempt('link4@school.edu', { courseInvitation })).toEqual(refused);
    const revoked = await made('STUDENT');
    await dataOf(ada.query('mutation($id: ID!) { revokeInvitation(id: $id) { id } }', { id: revoked.id }));
    expect(await attempt('link4@school.edu', { courseInvitation: revoked.courseInvitation })).toEqual(refused);
    const archived = await made('STUDENT');
    await server.database.course.update({ where: { id: courseId }, data: { archivedAt: new Date() } });
    expect(await attempt('link4@school.edu', { courseInvitation: archived.courseInvitation })).toEqual(refused);
  });

  it('is not open to an address of a roster where no e-mail shows whose address it is', async () => {
    const { id } = (await dataOf(ada.query('mutation { createCourse(input: {title: "Listed"}) { id } }'))).createCourse;
    await server.database.pendingMember.create({ data: { courseId: id, email: 'listed@school.edu' } });
    await dataOf(update({ signUp: 'INVITATION' }));
    expect(await attempt('listed@school.edu')).toEqual([403, 'SIGN_UP_BY_INVITATION']);
  });

  it.each(['', '   ', '\u200b', 'x'.repeat(101), 'Ada\u202eecalevoL'])('refuses the name %j', async (name) => {
    expect((await attempt('blank@school.edu', { name }))[0]).toBe(400);
    expect(await server.database.user.count({ where: { email: 'blank@school.edu' } })).toBe(0);
  });

  it('stores a name in one form, however it was typed, and finds it', async () => {
    expect((await attempt('min@school.edu', { name: ` ${'김민준'.normalize('NFD')}  ` }))[0]).toBe(200);
    const found = await dataOf(
      ada.query('query($search: String!) { accounts(search: $search) { nodes { name } totalCount } }', {
        search: '김민'.normalize('NFD'),
      }),
    );
    expect(found.accounts).toEqual({ nodes: [{ name: '김민준' }], totalCount: 1 });
  });
});

describe('an invitation', () => {
  const invite = (input: object) =>
    ada.query('mutation($input: InviteToSiteInput!) { inviteToSite(input: $input) { link invitation { id email } } }', {
      input,
    });
  const tokenOf = (link: string) => new URL(link).searchParams.get('invitation')!;

  it('makes one account, of its address, with its role, once', async () => {
    await dataOf(update({ signUp: 'INVITATION', emailDomains: ['school.edu'] }));
    const { inviteToSite } = await dataOf(invite({ emails: ['Guest@elsewhere.example'], siteRole: 'TEACHER' }));
    const invitation = tokenOf(inviteToSite[0].link);
    expect(JSON.stringify(await server.database.siteInvitation.findMany())).not.toContain(invitation);
    const address = 'query($token: String!) { invitedAddress(token: $token) }';
    expect(await dataOf(clientOf(server.url).query(address, { token: invitation }))).toEqual({
      invitedAddress: 'guest@elsewhere.example',
    });
    expect(await attempt('other@school.edu', { invitation })).toEqual([403, 'SITE_INVITATION_INVALID']);
    expect(await attempt('guest@elsewhere.example', { invitation })).toEqual([200, undefined]);
    const guest = await signIn(server.url, { email: 'guest@elsewhere.example', password });
    expect((await dataOf(guest.query('{ me { siteRole } }'))).me.siteRole).toBe('TEACHER');
    expect(await dataOf(clientOf(server.url).query(address, { token: invitation }))).toEqual({ invitedAddress: null });
    // The link was shown to the administrator, so it does not prove who reads the address.
    expect((await server.database.user.findUniqueOrThrow({ where: { id: guest.user.id } })).emailVerified).toBe(false);
    const mail = await server.database.mail.findFirstOrThrow({ where: { to: 'guest@elsewhere.example' } });
    expect(mail.text).toContain(invitation);
    expect(JSON.stringify(await server.database.siteInvitation.findMany())).not.toContain(invitation);
  });

  it('ends with time, when it is taken back, and when another one is written', async () => {
    await dataOf(update({ signUp: 'INVITATION' }));
    const invited = async () => (await dataOf(invite({ emails: ['late@school.edu'] }))).inviteToSite[0];
    const first = await invited();
    const second = await invited();
    expect((await attempt('late@school.edu', { invitation: tokenOf(first.link) }))[1]).toBe('SITE_INVITATION_INVALID');
    await dataOf(
      ada.query('mutation($id: ID!) { revokeSiteInvitation(id: $id) { id } }', { id: second.invitation.id }),
    );
    expect((await attempt('late@school.edu', { invitation: tokenOf(second.link) }))[1]).toBe('SITE_INVITATION_INVALID');
    const third = await invited();
    await server.database.siteInvitation.updateMany({ data: { expiresAt: new Date(0) } });
    expect((await attempt('late@school.edu', { invitation: tokenOf(third.link) }))[1]).toBe('SITE_INVITATION_INVALID');
  });

  it('is for administrators to write, to real addresses without an account', async () => {
    expect(await codeOf(invite({ emails: ['no address'] }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(invite({ emails: ['bob@school.edu'] }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(bob.query('mutation { inviteToSite(input: {emails: ["x@school.edu"]}) { link } }'))).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(bob.query('{ siteInvitations { totalCount } }'))).toBe('FORBIDDEN');
    const { inviteToSite } = await dataOf(invite({ emails: ['stays@school.edu'] }));
    const revoke = 'mutation($id: ID!) { revokeSiteInvitation(id: $id) { id } }';
    expect(await codeOf(bob.query(revoke, { id: inviteToSite[0].invitation.id }))).toBe('FORBIDDEN');
  });
});

interface Page {
  nodes: { name: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('a role of the site', () => {
  const grant = (userId: string, siteRole: string, who = ada) =>
    who.query(
      'mutation($userId: ID!, $siteRole: SiteRole!) { setSiteRole(userId: $userId, siteRole: $siteRole) { siteRole } }',
      {
        userId,
        siteRole,
      },
    );

  it('is granted and taken by administrators, with a line in the log', async () => {
    expect(await codeOf(bob.query('mutation { createCourse(input: {title: "x"}) { id } }'))).toBe('FORBIDDEN');
    await dataOf(grant(bob.user.id, 'TEACHER'));
    expect(await codeOf(bob.query('mutation { createCourse(input: {title: "x"}) { id } }'))).toBeUndefined();
    expect(await codeOf(grant(bob.user.id, 'ADMIN', bob))).toBe('FORBIDDEN');
    const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'account.role' } });
    expect(entry.changes).toEqual({ siteRole: ['MEMBER', 'TEACHER'] });
  });

  it('is never taken from the last administrator, even when two go at once', async () => {
    expect(await codeOf(grant(ada.user.id, 'MEMBER'))).toBe('LAST_ADMINISTRATOR');
    await dataOf(grant(bob.user.id, 'ADMIN'));
    const codes = await Promise.all([codeOf(grant(ada.user.id, 'MEMBER')), codeOf(grant(bob.user.id, 'MEMBER', bob))]);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(await server.database.user.count({ where: { siteRole: 'ADMIN' } })).toBe(1);
    await server.database.user.update({ where: { id: ada.user.id }, data: { siteRole: 'ADMIN' } });
    await server.database.user.update({ where: { id: bob.user.id }, data: { siteRole: 'MEMBER' } });
  });

  it('is seen in a list that is searched and read page by page', async () => {
    await server.database.user.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        id: `many${index}`,
        name: `Many ${String(index).padStart(3, '0')}`,
        email: `many${index}@school.edu`,
      })),
    });
    const document =
      'query($after: String, $search: String) { accounts(first: 50, after: $after, search: $search) { nodes { name } ' +
      'totalCount pageInfo { hasNextPage endCursor } } }';
    const names: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const answer: { accounts: Page } = await dataOf(
        ada.query<{ accounts: Page }>(document, { after, search: 'many school' }),
      );
      const { accounts } = answer;
      expect(accounts.totalCount).toBe(120);
      names.push(...accounts.nodes.map((node) => node.name));
      ({ endCursor: after, hasNextPage: more } = accounts.pageInfo);
    }
    expect(names).toEqual(Array.from({ length: 120 }, (_, index) => `Many ${String(index).padStart(3, '0')}`));
    expect((await dataOf(ada.query(document, { search: '%' }))).accounts.totalCount).toBe(0);
    expect(await codeOf(bob.query(document))).toBe('FORBIDDEN');
  });
});

describe('the outbox', () => {
  const read = (who = ada) => who.query('{ outbox(first: 5) { nodes { to subject text } } }');

  it('is for administrators, in development, while its setting shows it', async () => {
    expect((await dataOf(read())).outbox.nodes.length).toBeGreaterThan(0);
    expect(await codeOf(read(bob))).toBe('FORBIDDEN');
    await dataOf(update({ outboxShown: false }));
    expect(await codeOf(read())).toBe('FORBIDDEN');
    const production = await startTestServer();
    try {
      const admin = await signUp(production.url, { name: 'Ada', email: 'ada@school.edu', password });
      expect(await codeOf(read(admin))).toBe('FORBIDDEN');
      // Nothing is kept there that nobody sends.
      expect(await production.database.mail.count()).toBe(0);
    } finally {
      await production.stop();
    }
  });
});
