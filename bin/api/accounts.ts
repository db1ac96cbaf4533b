import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { reach } from './client.ts';

export interface SignIn {
  email: string;
  password: string;
}

/** Signs in and answers a new API key of that account, named `keyName` on its settings page. */
export async function signIn(url: string, account: SignIn, keyName: string): Promise<string> {
  const cookie = await sessionCookie(url, account);
  return await createApiKey(url, cookie, keyName);
}

export interface NewAccount extends SignIn {
  name: string;
  /** The site's first account needs it. */
  firstAccountToken?: string | undefined;
}

/** Creates an account and answers an API key of it. */
export async function signUp(url: string, account: NewAccount, keyName: string): Promise<string> {
  const response = await reach(url, '/api/auth/sign-up/email', requestHeaders(url), account);
  if (!response.ok) throw await refusal(response);
  return await signIn(url, { email: account.email, password: account.password }, keyName);
}

async function sessionCookie(url: string, account: SignIn): Promise<string> {
  const response = await reach(url, '/api/auth/sign-in/email', requestHeaders(url), account);
  if (!response.ok) throw await refusal(response);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function createApiKey(url: string, cookie: string, name: string): Promise<string> {
  const response = await reach(url, '/api/auth/api-key/create', { ...requestHeaders(url), cookie }, { name });
  if (!response.ok) throw await refusal(response);
  const { key } = (await response.json()) as { key: string };
  return key;
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
