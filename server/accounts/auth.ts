import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api';
import { bearer } from 'better-auth/plugins';
import type { Logger } from 'pino';
import { type Database, SiteRole } from '#prisma/client';
import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { requirePlainText } from '../graphql/plainText.ts';
import { promoteFirstAccount } from './firstAccount.ts';
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
    emailAndPassword: { enabled: true, minPasswordLength: 10 },
    user: {
      additionalFields: {
        siteRole: { type: Object.values(SiteRole), required: false, input: false, defaultValue: 'MEMBER' },
      },
    },
    databaseHooks: { user: { create: { after: (user) => promoteFirstAccount(database, user.id) } } },
    rateLimit: {
      enabled: rateLimit,
      ...perAddress,
      customRules: { '/sign-up/email': perAddress, '/sign-in/email': perAddress },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        refuseControlCharacters(context.body);
        if (rateLimit) await guesses.count(context);
      }),
      after: createAuthMiddleware(async (context) => {
        if (rateLimit) await guesses.takeBack(context);
      }),
    },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message, ...details) => log[level]({ details }, message) },
    // better-auth turns both checks off by itself when it believes that a test is running.
    advanced: { disableOriginCheck: false, disableCSRFCheck: false },
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
    return { id, name, email, siteRole: siteRole ?? 'MEMBER' };
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500)
      throw new ApiError(
        'UNAUTHENTICATED',
        'Expected a valid API key (x-api-key), received one that is unknown or expired.',
      );
    throw error;
  }
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
