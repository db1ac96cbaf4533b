import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DownloadOptions, downloadFile, partialPath } from './downloadFile.ts';

/** How often a process that downloads touches its lock, and after how long an untouched lock is nobody's. */
const touchMs = 1_000;
const abandonedMs = 10_000;

/**
 * `downloadFile`, unless the file is there, by one process at a time: whoever wants the file meanwhile waits for it,
 * and takes over where the one before failed or died.
 */
export async function downloadOnce(url: string, path: string, options: DownloadOptions): Promise<void> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  while (!existsSync(path)) {
    options.signal?.throwIfAborted();
    if (await acquire(lock)) {
      await downloadLocked(url, path, lock, options);
      return;
    }
    const { size } = await stat(partialPath(path)).catch(() => ({ size: 0 }));
    if (size > 0) options.onProgress?.(size, 0);
    // An abort is noticed by the loop.
    await sleep(200, undefined, { signal: options.signal }).catch(() => {});
  }
}

async function downloadLocked(url: string, path: string, lock: string, options: DownloadOptions): Promise<void> {
  const lost = new AbortController();
  const touch = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch((cause) => lost.abort(new Error('another process took over the download', { cause })));
  }, touchMs);
  try {
    // Another process may have finished between our look at the file and our taking of the lock.
    if (existsSync(path)) return;
    await downloadFile(url, path, {
      ...options,
      signal: AbortSignal.any([lost.signal, ...(options.signal ? [options.signal] : [])]),
    });
  } finally {
    clearInterval(touch);
    if (!lost.signal.aborted) await rm(lock, { force: true });
  }
}

/** True when the lock is ours now. One that its owner has left is taken away first. */
async function acquire(lock: string): Promise<boolean> {
  if (await isAbandoned(lock)) {
    const aside = `${lock}.${randomUUID()}`;
    // Of two processes that saw it left, one may by now have made a new lock: that one is put back.
    await rename(lock, aside).catch(() => {});
    if (existsSync(aside) && !(await isAbandoned(aside))) await rename(aside, lock);
    else await rm(aside, { force: true });
  }
  return writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function isAbandoned(lock: string): Promise<boolean> {
  return stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > abandonedMs,
    () => false,
  );
}
