import { createHash } from 'node:crypto';
import { APIError, type createAuthMiddleware, getIP, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#prisma/client';

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Counts wrong passwords of all API servers in the database, so that a restart forgets none. */
interface PasswordGuesses {
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
  const limiter = (allowance: { points: number; duration: number }) =>
    new RateLimiterPrisma({
      ...allowance,
      storeClient: database,
      tableName: 'failedSignIns',
      keyPrefix: '',
      clearExpiredByTimeout: false,
    });
  const limits = [
    { limiter: limiter(fromOneAddress), keyOf: ({ email, address }: Attempt) => sha256(`${email}\n${address}`) },
    { limiter: limiter(fromEverywhere), keyOf: ({ email }: Attempt) => sha256(email) },
  ];
  return {
    async count(context) {
      const attempt = await attemptIn(context);
      if (!attempt) return;
      for (const { limiter, keyOf } of limits) await limiter.consume(keyOf(attempt)).catch(refuse);
    },
    async takeBack(context) {
      const attempt = await attemptIn(context);
      if (!attempt || isAPIError(context.context.returned)) return;
      for (const { limiter, keyOf } of limits) await limiter.reward(keyOf(attempt));
    },
  };
}

/** Deletes what no longer counts. */
export async function sweepFailedSignIns(database: Database): Promise<void> {
  await database.failedSignIns.deleteMany({ where: { expire: { lte: new Date() } } });
}

interface Attempt {
  email: string;
  /** IP address. */
  address: string;
}

/** Undefined when a request brings no password. To change a password one must know the old one, as to sign in. */
async function attemptIn(auth: AuthContext): Promise<Attempt | undefined> {
  const { path, body, headers, context } = auth;
  const address = (headers && getIP(headers, context.options)) ?? '';
  if (path === '/sign-in/email' && typeof body?.email === 'string') return { email: body.email.toLowerCase(), address };
  if (path !== '/change-password') return undefined;
  const user = context.newSession?.user ?? (await getSessionFromCtx(auth))?.user;
  return user && { email: user.email, address };
}

/** Turns the limiter's refusal into better-auth's error. */
function refuse(refusal: unknown): never {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  const seconds = Math.ceil(refusal.msBeforeNext / 1000);
  throw new APIError(
    'TOO_MANY_REQUESTS',
    {
      code: 'TOO_MANY_PASSWORDS',
      message: `Too many wrong passwords: try again in ${Math.ceil(seconds / 60)} min.`,
    },
    { 'Retry-After': String(seconds) },
  );
}

/** Every key has one length, and no key shows whose it is. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
