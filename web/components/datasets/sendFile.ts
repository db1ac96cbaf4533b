import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { DetailedError, type FileSource, Upload } from 'tus-js-client';
import { uploadChunkBytes } from '#contracts/uploads';
import type { FolderZip } from './folderZip.ts';

/**
 * Sends a file, or a folder as a zip, for a course to /uploads in pieces. After a lost connection it continues where it
 * stopped, and so it does when the same file is chosen again after the page was closed. Resolves to the upload's id.
 * `onProgress` gets the share that has arrived, from 0 to 1. Rejects with what the API answers.
 */
export function sendFile(
  source: File | FolderZip,
  courseId: string,
  onProgress: (share: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const isFile = source instanceof File;
    // The types know files only; a reader of our own takes what it is given.
    const upload = new Upload(isFile ? source : (source as unknown as File), {
      endpoint: '/uploads',
      chunkSize: uploadChunkBytes,
      retryDelays: [0, 1_000, 3_000, 5_000, 10_000],
      removeFingerprintOnSuccess: true,
      metadata: { filename: source.name, course: courseId },
      ...(!isFile && {
        fingerprint: async () => source.fingerprint,
        fileReader: { openFile: async () => sourceOf(source) },
      }),
      onProgress: (sent, total) => onProgress(total === 0 ? 0 : sent / total),
      onError: (error) => reject(apiErrorOf(error)),
      onSuccess: () => {
        const id = upload.url?.split('/').at(-1);
        if (id) resolve(id);
        else reject(new Error('the server accepted the upload but named no address for it'));
      },
    });
    void upload
      .findPreviousUploads()
      .then(([earlier]) => {
        if (earlier) upload.resumeFromPreviousUpload(earlier);
      })
      // A browser that keeps nothing begins again.
      .catch(() => {})
      .finally(() => upload.start());
  });
}

function sourceOf(zip: FolderZip): FileSource {
  return {
    size: zip.size,
    slice: async (start, end) => ({
      value: await zip.slice(start, Math.min(end, zip.size)),
      done: end >= zip.size,
    }),
    close() {},
  };
}

/** The upload address answers errors as GraphQL does. */
function apiErrorOf(error: Error | DetailedError): Error {
  try {
    const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
    const { errors } = JSON.parse(body ?? '{}');
    return Array.isArray(errors) ? new CombinedGraphQLErrors({ errors }) : error;
  } catch {
    return error;
  }
}
