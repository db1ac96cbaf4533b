import type { Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/** Throws UNAUTHENTICATED when nobody has signed in. */
export function requireViewer(context: { viewer: Viewer | null }): Viewer {
  if (!context.viewer)
    throw new ApiError(
      'UNAUTHENTICATED',
      'Expected a valid session cookie, bearer token or API key (x-api-key), received none.',
    );
  return context.viewer;
}

/** Whether this account may create courses. */
export function mayTeach(viewer: Viewer): boolean {
  return viewer.siteRole === 'ADMIN' || viewer.siteRole === 'TEACHER';
}
