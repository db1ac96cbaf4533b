import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isS3 } from '#machine/storeLocation';
import { openSharedFiles, type SharedFiles } from './objects/sharedFiles.ts';

/**
 * Where the API puts uploads for workers that do not share its folder: the bucket of the sealed store, because test
 * images are in them. Undefined where the stores are directories.
 */
export function sharedUploads(sealed: string): SharedFiles | undefined {
  return isS3(sealed) ? openSharedFiles(sealed, 'uploads') : undefined;
}

/** Where the API keeps an upload that it has taken, for the worker that reads it. */
export function uploadedFile(uploads: string, uploadId: string): string {
  return join(uploads, `${uploadId}.taken`);
}

/** Where a worker keeps what it found out about the images of such an upload. */
export function examinedFile(uploads: string, uploadId: string): string {
  return join(uploads, `${uploadId}.examined`);
}

/** Where a worker keeps small pictures of them, for staff who have to decide. */
export function thumbnailsFile(uploads: string, uploadId: string): string {
  return join(uploads, `${uploadId}.thumbnails`);
}

/** Brings a taken upload into this machine's folder where it is not there. */
export async function bringUpload(uploads: string, uploadId: string, shared: SharedFiles | undefined): Promise<void> {
  const path = uploadedFile(uploads, uploadId);
  if (!shared || (await stat(path).catch(() => null))) return;
  await mkdir(uploads, { recursive: true, mode: 0o700 });
  await shared.fetch(uploadId, path);
}

/** Removes all of them, when the worker is done with it. What stays in a bucket is for a rule of the bucket. */
export async function removeUpload(uploads: string, uploadId: string, shared?: SharedFiles): Promise<void> {
  await shared?.remove(uploadId).catch(() => {});
  for (const fileOf of [uploadedFile, examinedFile, thumbnailsFile])
    await rm(fileOf(uploads, uploadId), { force: true });
}
