import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

interface WholeFileOptions {
  /** Its permissions, as `open` takes them. */
  mode?: number;
  /** Waits for the disk before the file takes its place: for what nobody can make again after a power failure. */
  durable?: boolean;
}

/**
 * Writes a file whole or not at all, in a directory that exists: `write` fills a new file beside it, which then takes
 * the place of `path`. No process ever reads half of it, even where two write it at once. If `write` fails, the earlier
 * file stays and nothing else is left. Only a process that is killed leaves the new file (`isPartial`).
 */
export async function writeWholeFile(
  path: string,
  write: (file: FileHandle) => Promise<unknown>,
  { mode = 0o666, durable = false }: WholeFileOptions = {},
): Promise<void> {
  const partial = `${path}.${randomUUID()}${partialEnding}`;
  try {
    const file = await open(partial, 'wx', mode);
    try {
      await write(file);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    // Until then a power failure may undo the renaming.
    if (durable) await syncToDisk(dirname(path));
  } finally {
    await rm(partial, { force: true });
  }
}

/** Waits until the disk has a file, or the names in a directory. */
export async function syncToDisk(path: string): Promise<void> {
  // Windows opens no directories and does not need this.
  const opened = await open(path, 'r').catch(() => null);
  try {
    await opened?.sync();
  } finally {
    await opened?.close();
  }
}

const partialEnding = '.partial';

/** Whether a file of this name is being written, or was when its writer was killed. */
export function isPartial(name: string): boolean {
  return name.endsWith(partialEnding);
}
