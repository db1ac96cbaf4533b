import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the API keeps an upload that it has taken, for the worker that reads it. */
export function uploadedFile(uploads: string, uploadId: string): string {
  return join(uploads, `${uploadId}.taken`);
}

/** Removes it, when the worker is done with it. */
export async function removeUpload(uploads: string, uploadId: string): Promise<void> {
  await rm(uploadedFile(uploads, uploadId), { force: true });
}
