import type { RequestHandler } from 'express';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { DatasetServices } from './dataset.context.ts';
import { getVersion } from './dataset.service.ts';

/** GET /images/:versionId/:sha256: sends who may see the version a training or validation image, re-encoded. */
export function serveImage(
  services: Services & DatasetServices,
): RequestHandler<{ versionId: string; sha256: string }, unknown, unknown, unknown, { viewer: Viewer | null }> {
  return async (request, response) => {
    const { versionId, sha256 } = request.params;
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    const { version } = await getVersion(context, versionId);
    const manifest = await services.readManifest(version.manifest);
    if (!manifest.bySha256.has(sha256))
      throw new ApiError(
        'NOT_FOUND',
        `Expected the hash of a training or validation image of this version, received "${sha256}".`,
      );
    const { body, mediaType } = await services.shownImage(sha256);
    response.set({
      'Content-Type': mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    response.send(Buffer.from(body));
  };
}
