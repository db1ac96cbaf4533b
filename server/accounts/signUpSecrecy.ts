import { APIError, type createAuthMiddleware, getIP } from 'better-auth/api';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Database, User } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { limiterOf, sha256 } from './passwordGuesses.ts';

// Who has an account is nobody else's business. better-auth answers a sign-up the same whether there is one or not;
// what is here keeps the next step from telling.

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * Refuses the session of an account that was made where the site sends e-mails, until its owner has opened the link
 * that went there. It is refused as a wrong password is, after the password was judged: else a stranger would sign up
 * with somebody's address and see by the sign-in whether that made an account.
 */
export async function refuseUnconfirmed(database: Database, userId: string): Promise<void> {
  const user = await database.user.findUnique({
    where: { id: userId },
    select: { mustConfirm: true, emailVerified: true },
  });
  if (user && isUnconfirmed(user))
    throw new APIError('UNAUTHORIZED', { message: 'Invalid email or password', code: 'INVALID_EMAIL_OR_PASSWORD' });
}

/** Whether nobody has shown yet that the account's address is theirs, where that has to be shown. */
export function isUnconfirmed({ mustConfirm, emailVerified }: Pick<User, 'mustConfirm' | 'emailVerified'>): boolean {
  return mustConfirm && !emailVerified;
}

/** A person who has forgotten that they have an account needs few; a list of addresses needs many. */
const takenFromOnePlace = { points: 20, duration: 60 * 60 };

/**
 * Where the site sends no e-mails, an account can be used at once, and so a sign-in after a sign-up tells whose address
 * was taken. What can be done is to make that slow: an IP address that signed up with so many taken ones waits.
 */
export function limitTakenSignUps(database: Database): (context: AuthContext) => Promise<void> {
  const limiter = limiterOf(database, takenFromOnePlace);
  return async ({ body, headers, context }) => {
    const key = sha256(`taken\n${(headers && getIP(headers, context.options)) ?? ''}`);
    const email = String(body?.email).toLowerCase();
    const isTaken = (await database.user.findUnique({ where: { email }, select: { id: true } })) !== null;
    if (isTaken)
      await limiter.consume(key).catch((refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
      });
    const counted = await database.failedSignIns.findFirst({ where: { key, expire: { gt: databaseNow() } } });
    if (!counted || counted.points <= takenFromOnePlace.points) return;
    const seconds = Math.ceil((counted.expire.getTime() - databaseNow().getTime()) / 1000);
    throw new APIError(
      'TOO_MANY_REQUESTS',
      { code: 'BUSY', message: 'Too many accounts are made from here: try again later.' },
      { 'Retry-After': String(seconds) },
    );
  };
}
