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

/** Removes both, when the worker is done with it. */
export async function removeUpload(uploads: string, uploadId: string): Promise<void> {
  for (const path of [uploadedFile(uploads, uploadId), examinedFile(uploads, uploadId)])
    await rm(path, { force: true });
}
