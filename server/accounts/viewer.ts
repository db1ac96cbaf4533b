import type { SiteRole } from '#prisma/client';
import { ApiError } from '../errors.ts';

/** Who sent a request. */
export interface Viewer {
  id: string;
  name: string;
  email: string;
  siteRole: SiteRole;
}

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
