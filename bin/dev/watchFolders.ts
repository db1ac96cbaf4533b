import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Editors write a file in several steps, and a branch switch changes many files: changes this close are one. */
const settledMs = 60;

/**
 * Tells which files change below `folders`; their paths are relative to `root`, with forward slashes. Every directory
 * has a watch of its own: on Linux, Node's `recursive` loses a file when another takes its place, and most editors save
 * that way. Answers a function that ends the watch.
 */
export async function watchFolders(
  root: string,
  folders: readonly string[],
  isIgnored: (path: string) => boolean,
  onChange: (paths: string[]) => void,
): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let settling: NodeJS.Timeout | undefined;

  const note = (path: string) => {
    changed.add(path);
    clearTimeout(settling);
    settling = setTimeout(() => {
      const paths = [...changed];
      changed.clear();
      onChange(paths);
    }, settledMs);
  };
  const forget = (path: string) => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  /** Something happened at `path`: to a file, to a directory that is new, or to one that is gone. */
  const look = async (path: string): Promise<void> => {
    if (isIgnored(path)) return;
    const found = await stat(join(root, path)).catch(() => undefined);
    if (!found) forget(path);
    if (!found?.isDirectory()) note(path);
    else for (const file of await add(path)) note(file);
  };
  /** Watches a directory and all below it; answers the files of those that were not watched. */
  const add = async (directory: string): Promise<string[]> => {
    if (watchers.has(directory) || isIgnored(directory)) return [];
    const watcher = watch(join(root, directory), (_event, name) => {
      if (name !== null) void look(`${directory}/${name}`);
    });
    // Windows reports the removal of a watched directory as an error.
    watchers.set(
      directory,
      watcher.on('error', () => forget(directory)),
    );
    const entries = await readdir(join(root, directory), { withFileTypes: true }).catch(() => []);
    const below = entries.map(async (entry) => {
      const path = `${directory}/${entry.name}`;
      if (entry.isDirectory()) return await add(path);
      return isIgnored(path) ? [] : [path];
    });
    return (await Promise.all(below)).flat();
  };

  await Promise.all(folders.map(add));
  return () => {
    clearTimeout(settling);
    for (const path of [...watchers.keys()]) forget(path);
  };
}
