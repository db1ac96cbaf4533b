import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { layOut } from '../../server/datasets/layout.ts';
import { ApiError } from '../../server/errors.ts';
import { CommandError } from '../commands/exitCodes.ts';

export interface DatasetFile {
  /** As in the zip: `train/cats/1.jpg`. */
  name: string;
  path: string;
  bytes: number;
  modified: Date;
}

/**
 * The images of a folder with `train/`, `validation/` and `test/`, one folder a class. Throws DATASET_INVALID where the server
 * would, before anything is sent.
 */
export async function datasetFiles(folder: string): Promise<DatasetFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const names = paths.map((path) => path.slice(join(folder, '/').length).replaceAll('\\', '/'));
  return await Promise.all(
    imagesAmong(names).map(async (name) => {
      const path = join(folder, name);
      const { size, mtime } = await stat(path);
      return { name, path, bytes: size, modified: mtime };
    }),
  );
}

function imagesAmong(names: string[]): string[] {
  try {
    return layOut(names).images.map((image) => image.path);
  } catch (error) {
    if (error instanceof ApiError) throw CommandError.ofApi(error.code, error.message);
    throw error;
  }
}
