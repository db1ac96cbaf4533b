import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

export interface DownloadOptions {
  /** What the file is, in hex, where that is known. */
  md5?: string | undefined;
  /** Milliseconds without a byte after which the download is given up. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
  /** Bytes so far, and bytes in all (0 where the host does not say). */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What came of a file that is not whole yet. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * Fetches `url` into the file `path`, which is there whole or not at all. What came before a download was cut off is
 * kept beside it and completed by the next one, where `md5` tells that both are parts of one file. One caller a `path`
 * at a time. Throws an Error whose message says what came instead of the file.
 */
export async function downloadFile(url: string, path: string, options: DownloadOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = partialPath(path);
  try {
    await fetchRest(url, partial, options);
  } catch (error) {
    if (options.md5 === undefined) await rm(partial, { force: true });
    throw error;
  }
  if (options.md5 !== undefined) {
    const received = await md5Of(partial);
    if (received !== options.md5) {
      await rm(partial, { force: true });
      throw new Error(`the host sent another file: expected the MD5 ${options.md5}, received ${received}`);
    }
  }
  await rename(partial, path);
}

async function fetchRest(
  url: string,
  partial: string,
  { timeoutMs = 10_000, signal, onProgress }: DownloadOptions,
): Promise<void> {
  const kept = await stat(partial).then(
    ({ size }) => size,
    () => 0,
  );
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
    const goesOn = response.status === 206;
    let done = goesOn ? kept : 0;
    const rest = Number(response.headers.get('content-length') ?? 0);
    const total = rest && done + rest;
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
      createWriteStream(partial, { flags: goesOn ? 'a' : 'w' }),
    );
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

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function reason(cause: Error & { code?: string }): string {
  return cause.message || cause.code || 'the connection failed';
}
