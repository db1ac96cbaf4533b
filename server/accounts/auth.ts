import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { bearer } from 'better-auth/plugins';
import type { Logger } from 'pino';
import type { ApiKeyScope } from '#contracts/apiKeys';
import { type Database, SiteRole } from '#prisma/client';
import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { requirePlainText } from '../graphql/plainText.ts';
import { scopesIn } from '../graphql/scopes.ts';
import { isCommonPassword } from './commonPasswords.ts';
import { maySignUp, promoteFirstAccount } from './firstAccount.ts';
import { limitGuesses } from './passwordGuesses.ts';

export interface AuthOptions {
  database: Database;
  /** Signs sessions; at least 32 characters. */
  secret: string;
  /** Where people reach the site: requests that carry cookies must come from this origin. */
  siteUrl: string;
  /** Limit requests and wrong passwords. Off only where a test signs in many times. */
  rateLimit: boolean;
  log: Logger;
}

const shortestPassword = 10;

/**
 * How many requests to one of better-auth's paths one IP address may send, until it pauses for `window` seconds. A
 * class of 200 behind one address can sign in within a minute: this limit only spares the processor, and wrong
 * passwords have their own.
 */
const perAddress = { window: 10, max: 300 };

/** Accounts by e-mail and password; sessions by cookie or bearer token, API keys (`x-api-key`) for scripts. */
export function createAuth({ database, secret, siteUrl, rateLimit, log }: AuthOptions) {
  const guesses = limitGuesses(database);
  return betterAuth({
    appName: 'Downstream',
    database: prismaAdapter(database, { provider: 'postgresql', transaction: true }),
    secret,
    baseURL: siteUrl,
    trustedOrigins: siteOrigins(siteUrl),
    // Without a session for it, the answer to a sign-up is the same whether or not there is such an account.
    emailAndPassword: {
      enabled: true,
      minPasswordLength: shortestPassword,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
    },
    // What the site does not use: one lists the tokens of other sessions, the other checks a password.
    disabledPaths: ['/list-sessions', '/verify-password'],
    user: {
      additionalFields: {
        siteRole: { type: Object.values(SiteRole), required: false, input: false, defaultValue: 'MEMBER' },
      },
    },
    databaseHooks: { user: { create: { after: (user) => promoteFirstAccount(database, user.id) } } },
    rateLimit: {
      enabled: rateLimit,
      ...perAddress,
      customRules: { '/sign-up/email': perAddress, '/sign-in/email': perAddress, '/change-password': perAddress },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        refuseControlCharacters(context.body);
        if (context.path === '/sign-up/email') {
          refuseCommonPassword(context.body?.password, context.body);
          if (!(await maySignUp(database, secret, context.body?.firstAccountToken))) refuseFirstAccount();
        }
        if (rateLimit) await guesses.count(context);
        if (context.path !== '/change-password') return;
        refuseCommonPassword(context.body?.newPassword, (await getSessionFromCtx(context))?.user);
        // Other people who knew the old password are signed out everywhere.
        return { context: { body: { ...context.body, revokeOtherSessions: true } } };
      }),
      after: createAuthMiddleware(async (context) => {
        if (rateLimit) await guesses.takeBack(context);
      }),
    },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message, ...details) => log[level]({ details }, message) },
    // better-auth turns both checks off by itself when it believes that a test is running.
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // A browser takes a cookie with this prefix over https only, and from no other host of the same domain.
      ...(siteUrl.startsWith('https:') && {
        useSecureCookies: false,
        cookiePrefix: '__Host-downstream',
        defaultCookieAttributes: { secure: true },
      }),
    },
    plugins: [
      bearer(),
      apiKey({ enableSessionForAPIKeys: true, apiKeyHeaders: ['x-api-key'], rateLimit: { enabled: false } }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Who sent these headers; null without a session. Throws UNAUTHENTICATED for an API key that is not valid. */
export async function viewerOf(auth: Auth, headers: Headers): Promise<Viewer | null> {
  try {
    const session = await auth.api.getSession({ headers });
    if (!session) return null;
    const { id, name, email, siteRole } = session.user;
    const scopes = headers.has('x-api-key') ? await scopesOfKey(auth, session.session.id) : undefined;
    return { id, name, email, siteRole: siteRole ?? 'MEMBER', scopes };
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500)
      throw new ApiError(
        'UNAUTHENTICATED',
        'Expected a valid API key (x-api-key), received one that is unknown or expired.',
      );
    throw error;
  }
}

/** What an API key may do. better-auth gives the session of a key the key's id. */
async function scopesOfKey(auth: Auth, id: string): Promise<ReadonlySet<ApiKeyScope>> {
  const { adapter } = await auth.$context;
  const key = await adapter.findOne<{ permissions?: string | null }>({
    model: 'apikey',
    where: [{ field: 'id', value: id }],
  });
  // Somebody revoked it in this moment.
  if (!key) throw new APIError('UNAUTHORIZED');
  return scopesIn(key.permissions);
}

const loopbackNames = ['localhost', '127.0.0.1'];

/**
 * The origins from which browsers may send cookies along: the site's own and, when that is on this machine, its other
 * name.
 */
export function siteOrigins(siteUrl: string): string[] {
  const site = new URL(siteUrl);
  if (!loopbackNames.includes(site.hostname)) return [site.origin];
  return loopbackNames.map((name) => Object.assign(new URL(site.origin), { hostname: name }).origin);
}

/** Throws better-auth's own error, which it sends to the client. */
function refuseControlCharacters(body: unknown): void {
  try {
    requirePlainText(body, 'account');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new APIError('BAD_REQUEST', { code: error.code, message: error.message });
  }
}

function refuseCommonPassword(password: unknown, owner?: { email?: unknown; name?: unknown }): void {
  // better-auth says of a shorter one that it is too short.
  if (typeof password !== 'string' || password.length < shortestPassword) return;
  if (isCommonPassword(password, { email: String(owner?.email ?? ''), name: String(owner?.name ?? '') }))
    throw new APIError('BAD_REQUEST', {
      code: 'PASSWORD_TOO_COMMON',
      message: 'Expected a password that is hard to guess, received common words, your own name, or a simple pattern.',
    });
}

function refuseFirstAccount(): never {
  throw new APIError('FORBIDDEN', {
    code: 'FIRST_ACCOUNT_NEEDS_TOKEN',
    message: 'The first account needs the address that the start of the site prints ("First account: …").',
  });
}
