import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DetailedError, Upload } from 'tus-js-client';
import { uploadChunkBytes } from '#contracts/uploads';
import { type ApiError, asCommandError, type Client } from '../api/client.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { temporaryDirectory } from './zipDataset.ts';

export interface UploadOptions {
  /** The course that the file is for: where it has no room, that is said before anything is sent. */
  courseId?: string;
  onProgress?: (sent: number, total: number) => void;
  /** Milliseconds before each further try after a lost connection. */
  retryDelays?: number[];
}

/**
 * Uploads a file with tus and answers the upload's id. Goes on after a lost connection; where an earlier call for the
 * same file was cut off, it goes on from there: the upload's address lies in a note until it is complete.
 */
export async function uploadFile(client: Client, path: string, options: UploadOptions = {}): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const identity = createHash('sha256')
    .update(JSON.stringify([client.url, path, size, mtimeMs]))
    .digest('hex')
    .slice(0, 32);
  const note = join(await temporaryDirectory(), `${identity}.upload`);
  const earlier = await readFile(note, 'utf8').catch(() => undefined);
  const uploadUrl = await new Promise<string>((resolve, reject) => {
    // The types know only browsers' files. On Node the library takes the path of such a stream and reads the file
    // itself, once more after a lost connection.
    const file = createReadStream(path) as unknown as Buffer;
    const upload = new Upload(file, {
      endpoint: new URL('/uploads', client.url).href,
      uploadUrl: earlier ?? null,
      uploadSize: size,
      headers: client.headers,
      metadata: { filename: basename(path), ...(options.courseId && { course: options.courseId }) },
      chunkSize: uploadChunkBytes,
      retryDelays: options.retryDelays ?? [500, 1_000, 2_000, 4_000, 8_000],
      storeFingerprintForResuming: false,
      onProgress: options.onProgress ?? null,
      onUploadUrlAvailable: () => upload.url && void writeFile(note, upload.url, { mode: 0o600 }),
      onSuccess: () => resolve(upload.url!),
      onError: (error) => reject(uploadError(client.url, error)),
    });
    upload.start();
  });
  await rm(note, { force: true });
  return new URL(uploadUrl).pathname.split('/').at(-1)!;
}

function uploadError(url: string, error: Error | DetailedError): CommandError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null)
    return new CommandError(exitCodes.outOfReach, 'OUT_OF_REACH', `The connection to ${url} was lost while sending.`, {
      cause: error,
      hint: 'Run the same command again: it goes on where it stopped.',
    });
  const refusal = apiErrorIn(response.getBody());
  if (refusal) return asCommandError(refusal);
  const status = response.getStatus();
  const exitCode = status >= 500 ? exitCodes.outOfReach : exitCodes.refused;
  return new CommandError(
    exitCode,
    'UPLOAD_REFUSED',
    `${url} answered ${status} to the upload: ${response.getBody().trim()}`,
    {
      cause: error,
    },
  );
}

/** The upload address answers errors as GraphQL does; what stands before it (a proxy) may answer anything. */
function apiErrorIn(body: string): ApiError | undefined {
  try {
    return (JSON.parse(body) as { errors?: ApiError[] }).errors?.[0];
  } catch {
    return undefined;
  }
}
