import { rm } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Removes all of them, when the worker is done with it. */
export async function removeUpload(uploads: string, uploadId: string): Promise<void> {
  for (const fileOf of [uploadedFile, examinedFile, thumbnailsFile])
    await rm(fileOf(uploads, uploadId), { force: true });
}
