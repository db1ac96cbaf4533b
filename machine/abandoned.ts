import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files and folders that a killed process left half-written. */

/** A process that writes touches its file more often than this. */
const abandonedMs = 60 * 60 * 1000;

/**
 * The names of files that `writeWholeFile` writes, of packages that npm fetches and of folders that HDF5 needs for a
 * moment. A download is none of these: the next one continues it.
 */
const unfinished = /\.[\da-f-]{36}\.partial$|^\.partial-[\da-f-]{36}$|^weights-\w{6}$/;

/** Removes a file or a folder that was left behind. */
export async function removeIfAbandoned(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true });
}

/** Removes what was left behind in a directory, which need not exist. */
export async function sweepAbandoned(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { parentPath, name } of entries)
    if (unfinished.test(name)) await removeIfAbandoned(join(parentPath, name));
}
