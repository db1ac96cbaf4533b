import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/** Throws UNAUTHENTICATED when nobody has signed in. */
export function requireViewer(context: { viewer: Viewer | null }): Viewer {
  if (!context.viewer)
    throw new ApiError(
      'UNAUTHENTICATED',
      'Expected a session cookie, a bearer token or an API key (x-api-key), received none that is valid.',
    );
  return context.viewer;
}

/** Whether this account may give courses. */
export function mayTeach(viewer: Viewer): boolean {
  return viewer.siteRole === 'ADMIN' || viewer.siteRole === 'TEACHER';
}
