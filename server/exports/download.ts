import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { ObjectStore } from '#prisma/objectStore';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { RunServices } from '../runs/run.service.ts';
import { fileName, getExport } from './export.service.ts';

/** GET /exports/:id: the file of an export, to those who may see its run. */
export function serveExport(
  services: Services & RunServices & { objects: Pick<ObjectStore, 'stream'> },
): RequestHandler<{ id: string }, unknown, unknown, unknown, { viewer: Viewer | null }> {
  return async (request, response) => {
    const row = await getExport(createContext(services, response.locals.viewer, request.ip ?? ''), request.params.id);
    if (row.address === null)
      throw new ApiError('NOT_FOUND', 'Expected an export that is written; ask the API whether this one is.');
    const { bytes, stream } = await services.objects.stream(row.address);
    response.set({
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes),
      'Content-Disposition': `attachment; filename="${fileName(row)}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    await pipeline(stream, response);
  };
}
