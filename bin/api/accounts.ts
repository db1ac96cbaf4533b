import { type ApiKeyScope, apiKeyScopes } from '#contracts/apiKeys';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { createClient, reach } from './client.ts';
import { CreateApiKeyDocument, OwnRolesDocument } from './generated/graphql.ts';

export interface SignIn {
  email: string;
  password: string;
  /** Asks for the code of the authenticator app, where the account has a second factor. */
  askCode?: (() => Promise<string>) | undefined;
}

export interface KeyWish {
  /** What the settings page calls it. */
  name: string;
  /** What it may do; what the account can do, when left out. */
  scopes?: readonly ApiKeyScope[] | undefined;
  days?: number | undefined;
}

export interface NewKey {
  key: string;
  scopes: ApiKeyScope[];
  expiresAt: string | null;
}

/** Signs in and answers a new API key of that account. */
export async function signIn(url: string, account: SignIn, { name, scopes, days }: KeyWish): Promise<NewKey> {
  const client = createClient(url, { ...requestHeaders(url), cookie: await sessionCookie(url, account) });
  const { me, courses } = await client.request(OwnRolesDocument, {});
  const isStaff = me?.siteRole !== 'MEMBER' || courses.some(({ role }) => role !== 'STUDENT');
  const ofAccount = apiKeyScopes.filter((scope) => scope !== 'STAFF' || isStaff);
  const { createApiKey } = await client.request(CreateApiKeyDocument, {
    input: { name, scopes: [...(scopes ?? ofAccount)], ...(days !== undefined && { days }) },
  });
  return { key: createApiKey.key, ...createApiKey.apiKey };
}

export interface NewAccount extends SignIn {
  name: string;
  /** The site's first account needs it. */
  firstAccountToken?: string | undefined;
}

/** Creates an account and answers an API key of it, which may do everything. */
export async function signUp(url: string, account: NewAccount, name: string): Promise<NewKey> {
  const response = await reach(url, '/api/auth/sign-up/email', requestHeaders(url), account);
  if (!response.ok) throw await refusal(response);
  return await signIn(url, { email: account.email, password: account.password }, { name, scopes: apiKeyScopes });
}

async function sessionCookie(url: string, { email, password, askCode }: SignIn): Promise<string> {
  const response = await reach(url, '/api/auth/sign-in/email', requestHeaders(url), { email, password });
  if (!response.ok) throw await refusal(response);
  const cookie = cookiesOf(response);
  const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean };
  if (!twoFactorRedirect) return cookie;
  if (!askCode)
    throw new CommandError(exitCodes.notAllowed, 'SECOND_FACTOR', 'The account asks for the code of an app.', {
      hint: 'Use "downstream login" at a terminal.',
    });
  const code = { code: (await askCode()).replaceAll(' ', '') };
  const second = await reach(url, '/api/auth/two-factor/verify-totp', { ...requestHeaders(url), cookie }, code);
  if (!second.ok) throw await refusal(second);
  return cookiesOf(second);
}

/** The cookies that an answer sets, without those that it deletes. */
function cookiesOf(response: Response): string {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ');
}

/** The origin tells the server that no other site made a browser send this. */
function requestHeaders(url: string): Record<string, string> {
  return { 'content-type': 'application/json', origin: url };
}

async function refusal(response: Response): Promise<CommandError> {
  const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
  const exitCode =
    response.status >= 500
      ? exitCodes.outOfReach
      : [401, 403].includes(response.status)
        ? exitCodes.notAllowed
        : exitCodes.refused;
  return new CommandError(
    exitCode,
    code ?? 'SIGN_IN_REFUSED',
    message ?? `the server answered ${response.status} ${response.statusText}`,
    {
      hint:
        response.status === 429
          ? 'Wait a minute: too many attempts.'
          : `Accounts are made at ${new URL(response.url).origin}/sign-up.`,
    },
  );
}
