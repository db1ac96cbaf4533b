import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { layOut } from '../../server/datasets/layout.ts';
import { ApiError } from '../../server/graphql/errors.ts';
import { unreadable } from '../terminal/arguments.ts';
import { CommandError } from '../terminal/exitCodes.ts';

export interface DatasetFile {
  /** As in the zip: `train/cats/1.jpg`. */
  name: string;
  path: string;
  bytes: number;
  modified: Date;
}

/** A split's folder and a class's may be links, as Keras's `flow_from_directory` has it; what lies deeper may not. */
const linkedDepth = 2;

/**
 * The images of a folder with `train/`, `validation/` and `test/`, one folder a class. Throws DATASET_INVALID where the
 * server would, before anything is sent, and FILE_UNREADABLE for a link that leads nowhere.
 */
export async function datasetFiles(folder: string): Promise<DatasetFile[]> {
  return await Promise.all(
    imagesAmong(await pathsBelow(folder)).map(async (name) => {
      const path = join(folder, name);
      const { size, mtime } = await stat(path).catch(unreadable(path));
      return { name, path, bytes: size, modified: mtime };
    }),
  );
}

/** The paths of all files and folders, a folder's with `/` at its end. */
async function pathsBelow(folder: string, depth = 1): Promise<string[]> {
  const paths = await Promise.all(
    (await readdir(folder, { withFileTypes: true })).map(async (entry) => {
      const path = join(folder, entry.name);
      const linked = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : undefined;
      if (linked?.isDirectory() && depth > linkedDepth) return [];
      if (!entry.isDirectory() && !linked?.isDirectory()) return [entry.name];
      return ['', ...(await pathsBelow(path, depth + 1))].map((below) => `${entry.name}/${below}`);
    }),
  );
  return paths.flat();
}

function imagesAmong(names: string[]): string[] {
  try {
    return layOut(names).images.map((image) => image.path);
  } catch (error) {
    if (error instanceof ApiError) throw CommandError.ofApi(error.code, error.message);
    throw error;
  }
}
