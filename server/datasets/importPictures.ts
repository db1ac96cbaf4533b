import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { DatasetImport } from '#prisma/client';
import { type ImportPictures, readPictures, readStoredPictures } from '#prisma/importPictures';
import { thumbnailsFile } from '#prisma/uploadedFile';
import { createContext, type Services, type Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { DatasetServices } from './dataset.context.ts';
import { getImport } from './importAccess.ts';

/** Where the small picture of a file is; null where the import has none. */
export function pictureUrl({ id }: Pick<DatasetImport, 'id'>, path: string): string {
  return `/images/imports/${id}/${pictureName(path)}`;
}

/** Names a path in an address. */
function pictureName(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32);
}

/**
 * Whether an import has pictures that stay while somebody looks. Those of an upload go at some moment after the
 * decision, and those of an import that was cancelled or failed went with it.
 */
export function hasPictures({ status, thumbnails }: Pick<DatasetImport, 'status' | 'thumbnails'>): boolean {
  return thumbnails !== null || status === 'WAITING_FOR_DECISION';
}

/** GET /images/imports/:importId/:name: a small picture of an imported file, to the staff of its course. */
export function serveImportPicture(
  services: Services & DatasetServices,
): RequestHandler<{ importId: string; name: string }, unknown, unknown, unknown, { viewer: Viewer | null }> {
  // A page asks for a hundred of them, one after another.
  const recent = new LRUCache<string, Map<string, Uint8Array>>({ max: 4, ttl: 10_000 });
  return async (request, response) => {
    const context = createContext(services, response.locals.viewer, request.ip ?? '');
    const row = await getImport(context, request.params.importId);
    const key = `${row.id} ${row.attempt} ${row.thumbnails}`;
    const pictures = recent.get(key) ?? byName(await read(row));
    recent.set(key, pictures);
    const picture = pictures.get(request.params.name);
    if (!picture) throw new ApiError('NOT_FOUND', 'Expected a file of which this import has a picture.');
    response.set({ 'Content-Type': 'image/webp', 'Cache-Control': 'private, no-store' });
    response.send(Buffer.from(picture));
  };

  function read(row: DatasetImport): Promise<ImportPictures> {
    if (row.thumbnails !== null) return readStoredPictures(services.objects, row.thumbnails);
    return readPictures(thumbnailsFile(services.uploadDirectory, row.uploadId));
  }
}

function byName(pictures: ImportPictures): Map<string, Uint8Array> {
  return new Map([...pictures].map(([path, picture]) => [pictureName(path), picture]));
}
