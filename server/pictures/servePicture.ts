import type { RequestHandler } from 'express';
import { requireViewer } from '../accounts/viewer.ts';
import { requireMember } from '../courses/access.ts';
import type { DatasetServices } from '../datasets/dataset.context.ts';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/** GET /pictures/:courseId/:sha256: a picture of a course's texts, to its members. */
export function servePicture(
  services: Services & DatasetServices,
): RequestHandler<{ courseId: string; sha256: string }, unknown, unknown, unknown, { viewer: Viewer | null }> {
  return async (request, response) => {
    const { courseId, sha256 } = request.params;
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    requireViewer(context);
    await requireMember(context, courseId);
    const picture = await services.database.picture.findUnique({ where: { courseId_sha256: { courseId, sha256 } } });
    if (!picture)
      throw new ApiError('NOT_FOUND', `Expected the hash of a picture of this course, received "${sha256}".`);
    response.set({
      'Content-Type': picture.mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    response.send(await services.objects.get(sha256));
  };
}
