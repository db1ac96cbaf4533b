import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { waitForLock } from '#machine/lock';
import { openResponse } from './webRequest.ts';

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
 * Fetches `url` into the file `path`, which is there whole or not at all. A connection that breaks in the middle is
 * continued once. What came before a download failed is kept beside the file and completed by the next one, where `md5`
 * tells that both are parts of one file. Throws an Error whose message says what came instead of the file.
 *
 * Two containers that share the folder do not see each other's locks and may both download: each writes the same bytes
 * at the same places, and takes none away.
 */
export async function downloadFile(url: string, path: string, options: DownloadOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = partialPath(path);
  try {
    const cut = await fetchRest(url, partial, options);
    if (cut) {
      const again = await fetchRest(url, partial, options, cut.etag);
      if (again) throw again.error;
    }
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

/** A connection that broke in the middle of a body. */
interface Cut {
  error: Error;
  /** Names the version of the file that came so far, where the host tells. */
  etag: string | undefined;
}

/** Fetches what is missing of a file, or returns what cut that off. Throws where trying again would not help. */
async function fetchRest(
  url: string,
  partial: string,
  { timeoutMs = 10_000, signal, onProgress }: DownloadOptions,
  etag?: string,
): Promise<Cut | null> {
  const kept = await sizeOf(partial);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`no byte came within ${timeoutMs / 1000} s`)), timeoutMs);
  const end = AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]);
  try {
    const response = await openResponse(url, {
      headers: {
        'accept-encoding': 'identity',
        ...(kept > 0 && { range: `bytes=${kept}-`, ...(etag !== undefined && { 'if-range': etag }) }),
      },
      signal: end,
    });
    const { statusCode = 0, statusMessage = '' } = response;
    if (statusCode < 200 || statusCode > 299) {
      response.destroy();
      // All of the file is there already, or it has become shorter: its MD5 tells.
      if (kept > 0 && statusCode === 416) return null;
      throw new Error(`the host answered ${statusCode} ${statusMessage}`.trimEnd());
    }
    const start = startOf(response, kept);
    let done = start;
    let received = 0;
    const length = Number(response.headers['content-length'] ?? 0);
    const decoder = decoderOf(response);
    const total = length && !decoder ? start + length : 0;
    // Neither truncated nor appended to: another container may be writing it.
    const file = await open(partial, constants.O_CREAT | constants.O_WRONLY);
    async function* arriving(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        timer.refresh();
        received += chunk.byteLength;
        yield chunk;
      }
    }
    async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        done += chunk.byteLength;
        onProgress?.(done, total);
        yield chunk;
      }
    }
    const sink = file.createWriteStream({ start });
    try {
      await (decoder
        ? pipeline(response, arriving, decoder, counted, sink)
        : pipeline(response, arriving, counted, sink));
    } catch (error) {
      end.throwIfAborted();
      if (response.complete || !lostConnection.includes((error as NodeJS.ErrnoException).code)) throw error;
      // What was decoded so far says nothing of how many bytes of the file came.
      if (decoder) await rm(partial, { force: true });
      const of = length ? `${received} of ${length} bytes` : `${received} bytes`;
      return {
        error: new Error(`the host closed the connection after ${of}`, { cause: error }),
        etag: strongEtag(response),
      };
    }
    // What was there may have been longer.
    await truncate(partial, done);
    return null;
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) throw stalled.signal.reason;
    throw error instanceof Error && error.message === '' ? new Error(reason(error), { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

const lostConnection: readonly (string | undefined)[] = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ETIMEDOUT'];

/** The place in the file where a body begins. Throws where the host sends another part than it was asked for. */
function startOf({ statusCode, headers }: IncomingMessage, kept: number): number {
  if (statusCode !== 206) return 0;
  const from = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  if (from !== undefined && Number(from) !== kept)
    throw new Error(`the host sent the file from byte ${from}, where byte ${kept} was asked for`);
  return kept;
}

/** What undoes an encoding that the host was asked not to use. */
function decoderOf({ headers }: IncomingMessage): Transform | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  switch (encoding) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new Error(`the host sent the file in an encoding that is not known here: ${encoding}`);
  }
}

/** A weak one may stand for other bytes. */
function strongEtag({ headers: { etag } }: IncomingMessage): string | undefined {
  return etag?.startsWith('"') ? etag : undefined;
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

/** Where several addresses of a host failed, their error has only a code. */
function reason({ code }: Error & { code?: string }): string {
  return code ?? 'the connection failed';
}
