import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware, getOAuthState, getSessionFromCtx } from 'better-auth/api';
import { bearer, twoFactor } from 'better-auth/plugins';
import type { Logger } from 'pino';
import { check, sentence } from '#contracts/issues';
import { languageOrNull } from '#contracts/languages';
import { personName } from '#contracts/personNameSchema';
import { type Database, SiteRole } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendMail } from '#prisma/mail';
import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { requirePlainText } from '../graphql/plainText.ts';
import { scopesIn } from '../graphql/scopes.ts';
import { mailTexts } from '../mail/texts.ts';
import type { Delivery } from './account.context.ts';
import { isCommonPassword } from './commonPasswords.ts';
import { invitationInPath } from './courseInvitation.ts';
import { dutyOf } from './duty.ts';
import { sendConfirmation } from './emailAddress.ts';
import { promoteFirstAccount } from './firstAccount.ts';
import { type KeyOwner, ownerOfKey } from './keyOwner.ts';
import { languageFor, requestLanguage } from './language.ts';
import { logAttempt } from './logAttempts.ts';
import type { MailLimit } from './mailLimit.ts';
import { type Refusal, refuseSignUp, refuseSingleSignOn } from './newAccounts.ts';
import type { PasswordGuesses } from './passwordGuesses.ts';
import { isUnconfirmed, limitTakenSignUps, refuseUnconfirmed } from './signUpSecrecy.ts';
import { type SingleSignOn, singleSignOnPlugin } from './singleSignOn.ts';
import { acceptInvitation, invitationOf, openInvitation } from './siteInvitation.service.ts';
import { readSiteSettings } from './siteSettings.ts';

export interface AuthOptions {
  database: Database;
  /** Signs sessions; at least 32 characters. */
  secret: string;
  /** Where people reach the site: requests that carry cookies must come from this origin. */
  siteUrl: string;
  /** Limit requests and wrong passwords. Off only where a test signs in many times. */
  rateLimit: boolean;
  guesses: PasswordGuesses;
  limitMails: MailLimit;
  delivery: Delivery;
  singleSignOn?: SingleSignOn | undefined;
  log: Logger;
}

const shortestPassword = 10;

/**
 * How many requests to one of better-auth's paths one IP address may send, until it pauses for `window` seconds. A
 * class of 200 behind one address can sign in within a minute: this limit only spares the processor, and wrong
 * passwords have their own.
 */
const perAddress = { window: 10, max: 300 };

/**
 * What the site does not use: it lists and ends sessions, changes addresses, erases accounts and makes API keys by the
 * API, where its own rules hold; and nobody joins or parts accounts of single sign-on by hand.
 */
const disabledPaths = [
  '/list-sessions',
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
];

/** Accounts by e-mail and password; sessions by cookie or bearer token, API keys (`x-api-key`) for scripts. */
export function createAuth(options: AuthOptions) {
  const { database, secret, siteUrl, rateLimit, guesses, limitMails, delivery, singleSignOn, log } = options;
  const limitTaken = limitTakenSignUps(database);
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
      // Ends what else could get in: other links for a new password, and devices that need no second factor.
      onPasswordReset: async ({ user }) => {
        await database.verification.deleteMany({ where: { value: user.id } });
        // The link came by an e-mail, or from somebody who knows the person.
        await database.user.update({ where: { id: user.id }, data: { mustConfirm: false } });
      },
      onExistingUserSignUp: async ({ user: { id, email } }, request) => {
        if (delivery === 'NONE') return;
        try {
          await limitMails({ email, address: '' });
          const asked = requestLanguage(request?.headers ?? new Headers());
          if (isUnconfirmed(await database.user.findUniqueOrThrow({ where: { id } })))
            return await sendConfirmation({ database, delivery, siteUrl, asked }, id, email);
          const { name } = await readSiteSettings(database);
          const texts = mailTexts(await languageFor(database, id, asked));
          await sendMail(database, { to: email, ...texts.accountExists({ name, url: siteUrl }) });
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
        }
      },
    },
    disabledPaths,
    // A reader of the database finds no link for a new password in it.
    verification: { storeIdentifier: { default: 'plain', overrides: { 'reset-password': 'hashed' } } },
    user: {
      validateUserInfo: async ({ user, source }) => {
        if (source.method !== 'oauth' || source.action !== 'create-user') return;
        const { email = '', emailVerified = false } = user;
        // The page that the person goes on to may be that of an invitation into a course.
        const token = invitationInPath((await getOAuthState())?.callbackURL, siteUrl);
        const refusal = await refuseSingleSignOn(database, { email, emailVerified, token });
        if (refusal) return { error: refusal.code, errorDescription: refusal.message };
      },
      additionalFields: {
        siteRole: { type: Object.values(SiteRole), required: false, input: false, defaultValue: 'MEMBER' },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // better-auth goes by its machine's clock.
          before: async (session) => {
            await refuseUnconfirmed(database, session.userId);
            const now = databaseNow();
            const expiresAt = new Date(session.expiresAt.getTime() + now.getTime() - Date.now());
            return { data: { ...session, createdAt: now, updatedAt: now, expiresAt } };
          },
        },
      },
      user: {
        create: {
          async after(user, context) {
            await promoteFirstAccount(database, user.id);
            const asked = requestLanguage(context?.headers ?? new Headers());
            // What was chosen before there was an account is the account's choice.
            const language = languageOrNull(asked.cookie);
            if (language) await database.user.update({ where: { id: user.id }, data: { language } });
            const invitation =
              context?.path === '/sign-up/email'
                ? await openInvitation(database, context.body?.invitation)
                : user.emailVerified
                  ? await invitationOf(database, user.email)
                  : null;
            if (invitation) await acceptInvitation(database, user, invitation);
            const isProven = user.emailVerified || invitation?.mailed === true;
            if (!isProven && delivery === 'SMTP' && context?.path === '/sign-up/email')
              // Nobody could confirm an address for the one who sets up the site's e-mails.
              await database.user.updateMany({
                where: { id: user.id, siteRole: { not: 'ADMIN' } },
                data: { mustConfirm: true },
              });
            if (!isProven && delivery !== 'NONE')
              await sendConfirmation({ database, delivery, siteUrl, asked }, user.id, user.email);
          },
        },
      },
    },
    rateLimit: {
      enabled: rateLimit,
      ...perAddress,
      // In place of better-auth's own rules, of which each would stop a class behind one address.
      customRules: Object.fromEntries(
        ['/sign-up/*', '/sign-in/*', '/change-password', '/two-factor/*', '/reset-password'].map((path) => [
          path,
          perAddress,
        ]),
      ),
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        refuseControlCharacters(context.body);
        const { path, body } = context;
        const changed: Record<string, unknown> = {};
        if (path === '/sign-up/email' || (path === '/update-user' && body?.name !== undefined))
          changed.name = nameOf(body?.name);
        if (path === '/sign-up/email') {
          refuseCommonPassword(body?.password, body);
          const { email, firstAccountToken, invitation, courseInvitation } = body ?? {};
          const mustConfirm = delivery === 'SMTP';
          const links = { firstAccountToken, invitation, courseInvitation };
          refuse(await refuseSignUp(database, secret, { email: String(email), ...links, mustConfirm }));
          if (rateLimit && delivery === 'NONE') await limitTaken(context);
        }
        if (path === '/reset-password') {
          const { internalAdapter } = context.context;
          const issued = await internalAdapter.findVerificationValue(`reset-password:${body?.token}`);
          const owner = issued ? await internalAdapter.findUserById(issued.value) : null;
          refuseCommonPassword(body?.newPassword, owner ?? undefined);
        }
        if (rateLimit) await guesses.count(context);
        if (path === '/change-password') {
          refuseCommonPassword(body?.newPassword, (await getSessionFromCtx(context))?.user);
          // Other people who knew the old password are signed out everywhere.
          changed.revokeOtherSessions = true;
        }
        if (Object.keys(changed).length > 0) return { context: { body: { ...body, ...changed } } };
      }),
      after: createAuthMiddleware(async (context) => {
        if (rateLimit) await guesses.takeBack(context);
        logAttempt(log, context);
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
      twoFactor({
        issuer: 'Downstream',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
      ...(singleSignOn ? [singleSignOnPlugin(singleSignOn)] : []),
      // It makes keys; `viewerOf` reads them.
      apiKey({ rateLimit: { enabled: false } }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Who sent these headers; null without a session. Throws UNAUTHENTICATED for an API key that is not valid. */
export async function viewerOf(database: Database, auth: Auth, headers: Headers): Promise<Viewer | null> {
  const key = headers.get('x-api-key');
  if (key !== null) {
    const owner = await ownerOfKey(database, key);
    if (!owner)
      throw new ApiError(
        'UNAUTHENTICATED',
        'Expected a valid API key (x-api-key), received one that is unknown or expired.',
      );
    return asViewer(database, owner, { sessionId: null, scopes: scopesIn(owner.permissions) });
  }
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const { siteRole, twoFactorEnabled, ...user } = session.user;
  const account = { ...user, siteRole: siteRole ?? 'MEMBER', twoFactorEnabled: twoFactorEnabled ?? false };
  return asViewer(database, account, { sessionId: session.session.id });
}

async function asViewer(
  database: Database,
  account: Omit<KeyOwner, 'permissions'>,
  means: Pick<Viewer, 'sessionId' | 'scopes'>,
): Promise<Viewer> {
  const { id, name, email, siteRole } = account;
  return { id, name, email, siteRole, ...means, duty: await dutyOf(database, account) };
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

function refuse(refusal: Refusal | null): void {
  if (refusal) throw new APIError('FORBIDDEN', { ...refusal });
}

/** A name as it is stored. Throws better-auth's own error for one that cannot be shown. */
function nameOf(name: unknown): string {
  const { value, issues } = check(personName, name, 'name');
  if (issues) throw new APIError('BAD_REQUEST', { code: 'NAME_NOT_ALLOWED', message: `${sentence(issues)}.` });
  return value;
}
