import { readFile } from 'node:fs/promises';
import type { ImageSource } from '#learning';
import { callersPath, unreadable } from '../terminal/arguments.ts';

/** Images that a person names, without labels. Throws FILE_UNREADABLE for the first one that cannot be read. */
export async function openImageFiles(paths: readonly string[]): Promise<ImageSource> {
  const files: Buffer[] = [];
  for (const path of paths) files.push(await readFile(callersPath(path)).catch(unreadable(path)));
  return {
    labels: new Int32Array(paths.length),
    read: async (index) => files[index]!,
    nameOf: (index) => paths[index]!,
    sealed: false,
  };
}
