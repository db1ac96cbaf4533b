import { APIError, type createAuthMiddleware, getIP, isAPIError } from 'better-auth/api';
import type { Database } from '#prisma/client';
import { countFailedSignIn, forgiveSignIn } from './failedSignIns.ts';

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * Before better-auth answers: refuses with 429 whoever tries too many wrong passwords of one account. Accounts that do
 * not exist are counted like those that do, so that the refusal tells nobody which is which.
 */
export async function refuseGuessing(database: Database, context: AuthContext): Promise<void> {
  const attempt = attemptIn(context);
  const wait = attempt && (await countFailedSignIn(database, attempt.email, attempt.address));
  if (wait === undefined) return;
  const message = `Expected a few wrong passwords at most, received too many: try again in ${Math.ceil(wait / 60)} min.`;
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_PASSWORDS', message }, { 'Retry-After': String(wait) });
}

/** After better-auth has answered: takes the attempt back when the password was right. */
export async function forgiveRightPassword(database: Database, context: AuthContext): Promise<void> {
  const attempt = attemptIn(context);
  if (attempt && !isAPIError(context.context.returned)) await forgiveSignIn(database, attempt.email, attempt.address);
}

/** Whom a request wants to be, and where it comes from; undefined when it gives no password. */
function attemptIn({ path, body, headers, context }: AuthContext): { email: string; address: string } | undefined {
  if (path !== '/sign-in/email' || typeof body?.email !== 'string') return undefined;
  return { email: body.email.toLowerCase(), address: (headers && getIP(headers, context.options)) ?? '' };
}
