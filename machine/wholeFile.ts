import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

interface WholeFileOptions {
  /** Who may read and write it, as `open` takes it. */
  mode?: number;
  /** Whether the disk has it before it takes its place: for what nobody could make again after a power failure. */
  durable?: boolean;
}

/**
 * Writes a file whole or not at all, in a directory that is there: `write` fills a new one beside it, which then takes
 * the place of `path`. Nobody ever reads half of it, also not where two processes write it at once. Where `write`
 * fails, nothing is left, and what was there stays; only a process that is killed leaves the file beside it
 * (`isPartial`).
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
    if (durable) await syncDirectory(dirname(path));
  } finally {
    await rm(partial, { force: true });
  }
}

/** Until then a power failure may take the name away again. */
async function syncDirectory(directory: string): Promise<void> {
  // Windows opens no directories, and needs none of this.
  const opened = await open(directory, 'r').catch(() => null);
  try {
    await opened?.sync();
  } finally {
    await opened?.close();
  }
}

const partialEnding = '.partial';

/** Whether a file of this name is one that is being written, or was when its writer was killed. */
export function isPartial(name: string): boolean {
  return name.endsWith(partialEnding);
}
