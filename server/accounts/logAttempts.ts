import { type createAuthMiddleware, getIP, isAPIError } from 'better-auth/api';
import type { Logger } from 'pino';

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** What proves who somebody is, or changes how they prove it. */
const watched = /^\/(sign-in|sign-up|sign-out|change-password|reset-password|two-factor|callback|oauth2)(\/|$)/;

/** A line in the log for each attempt to sign in, and for each change of a password or a second factor. */
export function logAttempt(log: Logger, context: AuthContext): void {
  if (!watched.test(context.path)) return;
  const { returned, newSession, session, options } = context.context;
  const refusal = isAPIError(returned) && returned.statusCode >= 400 ? returned : null;
  const userId = newSession?.user.id ?? session?.user.id;
  const address = context.request ? getIP(context.request, options) : null;
  log.info(
    {
      path: context.path,
      ...(address !== null && { address }),
      ...(userId !== undefined && { userId }),
      ...(refusal && { refused: refusal.body?.code ?? refusal.statusCode }),
    },
    'authentication',
  );
}
