import { access, readFile } from 'node:fs/promises';
import type { ImageSource } from '../../worker/data/imageSource.ts';
import { callersPath, unreadable } from '../commands/callersFiles.ts';

/** Images that a person names, without labels. Throws FILE_UNREADABLE for the first one that is not there. */
export async function openImageFiles(paths: readonly string[]): Promise<ImageSource> {
  for (const path of paths) await access(callersPath(path)).catch(unreadable(path));
  return {
    labels: new Int32Array(paths.length),
    read: (index) => readFile(callersPath(paths[index]!)),
    nameOf: (index) => paths[index]!,
    sealed: false,
  };
}
