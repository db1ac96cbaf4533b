import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { waitForLock } from '#machine/lock';

export interface DownloadOptions {
  /** What the file is, in hex, where that is known. */
  md5?: string | undefined;
  /** Milliseconds without a byte after which the download is given up. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
  /** Bytes so far, and bytes in all (0 where the host does not say). */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** How often a process that waits for the download of another one says how far that is. */
const progressEveryMs = 200;

/**
 * `downloadFile`, unless the file is there. One process of this machine downloads at a time: the others wait for it,
 * and the next one continues where it failed or was killed.
 */
export async function downloadOnce(url: string, path: string, options: DownloadOptions): Promise<void> {
  if (existsSync(path)) return;
  const { signal, onProgress } = options;
  const onWait = async () => {
    const size = await sizeOf(partialPath(path));
    if (size > 0) onProgress?.(size, 0);
  };
  const lock = await waitForLock(path, { onWait, everyMs: progressEveryMs, signal });
  try {
    if (!existsSync(path)) await downloadFile(url, path, options);
  } finally {
    await lock.release();
  }
}

/**
 * Fetches `url` into the file `path`, which is there whole or not at all. What came before a download was cut off is
 * kept beside it and completed by the next one, where `md5` tells that both are parts of one file. Throws an Error
 * whose message says what came instead of the file.
 *
 * Two containers that share the folder do not see each other's locks and may both download: each writes the same bytes
 * at the same places, and takes none away.
 */
export async function downloadFile(url: string, path: string, options: DownloadOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = partialPath(path);
  try {
    await fetchRest(url, partial, options);
    if (options.md5 !== undefined) await requireMd5(partial, options.md5);
    await rename(partial, path);
  } catch (error) {
    // Another container was quicker.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(path)) return;
    if (options.md5 === undefined) await rm(partial, { force: true });
    throw error;
  }
}

/** What came of a file that is not whole yet. */
function partialPath(path: string): string {
  return `${path}.partial`;
}

/** Bytes of a file; 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function fetchRest(
  url: string,
  partial: string,
  { timeoutMs = 10_000, signal, onProgress }: DownloadOptions,
): Promise<void> {
  const kept = await sizeOf(partial);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`no byte came within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { 'accept-encoding': 'identity', ...(kept > 0 && { range: `bytes=${kept}-` }) },
      signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]),
    });
    // All of the file is there already, or it has become shorter: its MD5 tells.
    if (kept > 0 && response.status === 416) return await response.body?.cancel();
    if (!response.ok || response.body === null)
      throw new Error(`the host answered ${response.status} ${response.statusText}`);
    const start = response.status === 206 ? kept : 0;
    let done = start;
    const rest = Number(response.headers.get('content-length') ?? 0);
    const total = rest && done + rest;
    // Neither truncated nor appended to: another container may be writing it.
    const file = await open(partial, constants.O_CREAT | constants.O_WRONLY);
    await pipeline(
      Readable.fromWeb(response.body as NodeReadableStream),
      async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
        for await (const chunk of chunks) {
          timer.refresh();
          done += chunk.byteLength;
          onProgress?.(done, total);
          yield chunk;
        }
      },
      file.createWriteStream({ start }),
    );
    // What was there may have been longer.
    await truncate(partial, done);
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) throw stalled.signal.reason;
    // fetch says only "fetch failed"; the reason lies below.
    throw error instanceof TypeError && error.cause instanceof Error
      ? new Error(reason(error.cause), { cause: error })
      : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Throws where a file is another one, and removes it. */
async function requireMd5(path: string, md5: string): Promise<void> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  const received = hash.digest('hex');
  if (received === md5) return;
  await rm(path, { force: true });
  throw new Error(`the host sent another file: expected the MD5 ${md5}, received ${received}`);
}

function reason(cause: Error & { code?: string }): string {
  return cause.message || cause.code || 'the connection failed';
}
