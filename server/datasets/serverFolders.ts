import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { splits } from '#contracts/dataset';
import { ApiError } from '../graphql/errors.ts';
import type { ServerFolder } from './datasetImport.type.ts';

/** How deep folders are offered: collections may have folders of their own. */
const deepest = 2;
const mostListed = 500;

/**
 * The folders and zips below the server's folder of datasets, in alphabetical order. What begins with a dot, links that
 * lead out, and what lies in a folder with splits are not offered.
 */
export async function listServerFolders(root: string | null): Promise<ServerFolder[]> {
  if (root === null) return [];
  const inside = await realpath(root).catch(() => null);
  const found: ServerFolder[] = [];
  if (inside !== null) await walk(inside, '', 1);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, mostListed);

  async function walk(top: string, below: string, depth: number): Promise<void> {
    const entries = await readdir(join(top, below), { withFileTypes: true }).catch(() => []);
    const isDataset = entries.some(({ name }) => (splits as readonly string[]).includes(name));
    if (isDataset && below !== '') return;
    for (const entry of entries) {
      const path = below + entry.name;
      if (entry.name.startsWith('.') || (entry.isSymbolicLink() && !(await isInside(top, join(top, path))))) continue;
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await isReadable(join(top, path))));
      if (isFolder) {
        found.push({ path, isZip: false });
        if (depth < deepest && !entry.isSymbolicLink()) await walk(top, `${path}/`, depth + 1);
      } else if (/\.zip$/i.test(entry.name)) found.push({ path, isZip: true });
    }
  }
}

/** Answers the path if it is one of a folder or file below `root`. Throws NOT_FOUND. */
export async function checkServerFolder(root: string | null, path: string): Promise<string> {
  const inside = root === null ? null : await realpath(root).catch(() => null);
  if (inside === null)
    throw new ApiError('NOT_FOUND', 'Expected a server with a folder of datasets; DATASET_FOLDER names none here.');
  const isThere = !path.includes('\0') && (await isInside(inside, join(inside, path)));
  if (!isThere)
    throw new ApiError(
      'NOT_FOUND',
      `Expected a folder or zip below the server's folder of datasets, received ${path}.`,
    );
  return path;
}

async function isInside(top: string, path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => null);
  return real?.startsWith(top.endsWith(sep) ? top : top + sep) ?? false;
}

async function isReadable(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}
