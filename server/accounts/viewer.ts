import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

interface Asked {
  viewer: Viewer | null;
}

/**
 * Throws UNAUTHENTICATED when nobody has signed in, and EMAIL_NOT_CONFIRMED or SECOND_FACTOR_MISSING while the site
 * asks for that first.
 */
export function requireViewer(context: Asked): Viewer {
  const viewer = requireAccount(context);
  if (viewer.duty === 'CONFIRM_EMAIL')
    throw new ApiError(
      'EMAIL_NOT_CONFIRMED',
      'Expected an account whose e-mail address is confirmed: open the link in the e-mail from this site first.',
    );
  if (viewer.duty === 'SECOND_FACTOR')
    throw new ApiError(
      'SECOND_FACTOR_MISSING',
      'Expected an account with a second factor, which this site asks of its staff: set one up in the settings first.',
    );
  return viewer;
}

/** Throws UNAUTHENTICATED when nobody has signed in. For what a person may do with the account itself, always. */
export function requireAccount({ viewer }: Asked): Viewer {
  if (!viewer)
    throw new ApiError(
      'UNAUTHENTICATED',
      'Expected a valid session cookie, bearer token or API key (x-api-key), received none.',
    );
  return viewer;
}

/**
 * The same, for what changes accounts: an API key lies in files, and must not become an account, another password or
 * another role. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export function requireSession(context: Asked): Viewer & { sessionId: string } {
  const viewer = requireAccount(context);
  if (viewer.sessionId === null)
    throw new ApiError('FORBIDDEN', 'Expected a session, received an API key: sign in to change accounts.');
  return { ...viewer, sessionId: viewer.sessionId };
}

/** Throws UNAUTHENTICATED or FORBIDDEN unless an administrator has signed in. `what` completes "… may". */
export function requireAdministrator(context: Asked, what: string): Viewer {
  requireViewer(context);
  const viewer = requireSession(context);
  if (viewer.siteRole !== 'ADMIN')
    throw new ApiError('FORBIDDEN', `Only an administrator may ${what}; your account is a ${viewer.siteRole}.`);
  return viewer;
}

/** Whether this account may create courses. */
export function mayTeach(viewer: Viewer): boolean {
  return viewer.siteRole === 'ADMIN' || viewer.siteRole === 'TEACHER';
}
