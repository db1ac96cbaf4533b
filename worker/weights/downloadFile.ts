import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

export interface DownloadOptions {
  /** Milliseconds without a byte after which the download is given up. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
  /** Bytes so far, and bytes in all (0 where the host does not say). */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Fetches `url` into the file `path`, which is there whole or not at all: several processes may fetch the same one. Throws an Error whose
 * message says what came instead of the file.
 */
export async function downloadFile(url: string, path: string, { timeoutMs = 10_000, signal, onProgress }: DownloadOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomUUID()}.partial`;
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`no byte came within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]) });
    if (!response.ok || response.body === null) throw new Error(`the host answered ${response.status} ${response.statusText}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    await pipeline(Readable.fromWeb(response.body as NodeReadableStream), counted, createWriteStream(partial));
    await rename(partial, path);

    async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      let done = 0;
      for await (const chunk of chunks) {
        timer.refresh();
        done += chunk.byteLength;
        onProgress?.(done, total);
        yield chunk;
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) throw stalled.signal.reason;
    // fetch says only "fetch failed"; the reason lies below.
    throw error instanceof TypeError && error.cause instanceof Error ? new Error(reason(error.cause), { cause: error }) : error;
  } finally {
    clearTimeout(timer);
    await rm(partial, { force: true });
  }
}

function reason(cause: Error & { code?: string }): string {
  return cause.message || cause.code || 'the connection failed';
}
