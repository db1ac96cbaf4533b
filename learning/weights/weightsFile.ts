import { stat } from 'node:fs/promises';
import { RunFailure } from '#contracts/runFailure';
import { readLegacyH5 } from './legacyH5.ts';
import type { SavedLayer } from './savedLayer.ts';

/**
 * The weights in a file that a person names, of the layout of Keras's official ones. Throws WEIGHTS_UNAVAILABLE, naming
 * the file.
 */
export async function readWeightsFile(path: string): Promise<SavedLayer[]> {
  try {
    // HDF5 would make a missing file's name into a message of ten lines.
    if (!(await stat(path)).isFile()) throw new Error('it is no file');
    return await readLegacyH5(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : message;
    throw new RunFailure(
      'WEIGHTS_UNAVAILABLE',
      `Expected Keras weights in the legacy HDF5 layout in ${path}, but ${why}`,
      { cause },
    );
  }
}
