import { createHash } from 'node:crypto';
import { APIError, type createAuthMiddleware, getIP, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { ApiError } from '../graphql/errors.ts';

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Counts wrong passwords of all API servers in the database, so that a restart forgets none. */
export interface PasswordGuesses {
  /**
   * The same for a password that comes another way: counts the attempt, and takes it back when `isRight` says so.
   * Throws TOO_MANY_PASSWORDS.
   */
  judge(attempt: Attempt, isRight: () => Promise<boolean>): Promise<boolean>;
  /**
   * Before better-auth answers: counts the attempt as a wrong password, before anybody looks at the password, so that
   * none of many at once is overlooked. Refuses with 429 when there were too many. Accounts that do not exist count
   * like those that do, so that the refusal does not tell which is which.
   */
  count(context: AuthContext): Promise<void>;
  /** After better-auth has answered: takes the attempt back when the password was right. */
  takeBack(context: AuthContext): Promise<void>;
}

/** From one address a person who mistypes has enough, and a program that guesses has 960 tries a day. */
const fromOneAddress = { points: 10, duration: 15 * 60 };
/** From all addresses together: more than one address alone can use up, or anybody could keep a person out. */
const fromEverywhere = { points: 100, duration: 60 * 60 };

export function limitGuesses(database: Database): PasswordGuesses {
  const limits = [
    {
      limiter: limiterOf(database, fromOneAddress),
      keyOf: ({ email, address }: Attempt) => sha256(`${email}\n${address}`),
    },
    { limiter: limiterOf(database, fromEverywhere), keyOf: ({ email }: Attempt) => sha256(email) },
  ];
  const consume = async (attempt: Attempt) => {
    for (const { limiter, keyOf } of limits) await limiter.consume(keyOf(attempt));
  };
  const reward = async (attempt: Attempt) => {
    for (const { limiter, keyOf } of limits) await limiter.reward(keyOf(attempt));
  };
  return {
    async count(context) {
      const attempt = await attemptIn(context);
      if (attempt) await consume(attempt).catch(refuse);
    },
    async takeBack(context) {
      const attempt = await attemptIn(context);
      if (attempt && !isAPIError(context.context.returned)) await reward(attempt);
    },
    async judge(attempt, isRight) {
      await consume(attempt).catch((refusal) => {
        const { code, message, minutes } = tooMany(refusal);
        throw new ApiError(code, message, { minutes });
      });
      if (!(await isRight())) return false;
      await reward(attempt);
      return true;
    },
  };
}

/** A limit that all API servers keep together, in the database. */
export function limiterOf(database: Database, allowance: { points: number; duration: number }): RateLimiterPrisma {
  return new RateLimiterPrisma({
    ...allowance,
    storeClient: database,
    tableName: 'failedSignIns',
    keyPrefix: '',
    clearExpiredByTimeout: false,
  });
}

/** Deletes what no longer counts. */
export async function sweepFailedSignIns(database: Database): Promise<void> {
  await database.failedSignIns.deleteMany({ where: { expire: { lte: databaseNow() } } });
}

interface Attempt {
  email: string;
  /** IP address. */
  address: string;
}

/** What asks somebody who has signed in for the password once more. */
const asksAgain = [
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
];

/** Undefined when a request brings no password. To change a password one must know the old one, as to sign in. */
async function attemptIn(auth: AuthContext): Promise<Attempt | undefined> {
  const { path, body, headers, context } = auth;
  const address = (headers && getIP(headers, context.options)) ?? '';
  if (path === '/sign-in/email' && typeof body?.email === 'string') return { email: body.email.toLowerCase(), address };
  if (!asksAgain.includes(path)) return undefined;
  const user = context.newSession?.user ?? (await getSessionFromCtx(auth))?.user;
  return user && { email: user.email, address };
}

/** Turns the limiter's refusal into better-auth's error. */
function refuse(refusal: unknown): never {
  const { seconds, ...body } = tooMany(refusal);
  throw new APIError('TOO_MANY_REQUESTS', body, { 'Retry-After': String(seconds) });
}

function tooMany(refusal: unknown) {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  const seconds = Math.ceil(refusal.msBeforeNext / 1000);
  const minutes = Math.ceil(seconds / 60);
  const message = `Too many wrong passwords: try again in ${minutes} min.`;
  return { code: 'TOO_MANY_PASSWORDS' as const, message, minutes, seconds };
}

/** Every key has one length, and no key shows whose it is. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
