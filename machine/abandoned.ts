import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is being written is touched more often than this; what is not was left behind by a process that was killed. */
const abandonedMs = 60 * 60 * 1000;

/**
 * Files that were to take their place when they were whole, and folders that were lent for a moment. A download, which
 * is gone on with, is neither.
 */
const unfinished = /\.[\da-f-]{36}\.partial$|^\.partial-[\da-f-]{36}$|^weights-\w{6}$/;

/** Removes a file or a folder that was left behind. */
export async function removeIfAbandoned(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true });
}

/** Removes what killed processes have left half-written in a directory, which need not be there. */
export async function sweepAbandoned(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { parentPath, name } of entries)
    if (unfinished.test(name)) await removeIfAbandoned(join(parentPath, name));
}
