import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import { readLegacyH5 } from './legacyH5.ts';
import { writeLegacyH5 } from './legacyH5Writer.ts';
import type { SavedLayer } from './modelWeights.ts';

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

/** The bytes of a Keras file with a model's weights: the same ones for the same weights. */
export function writeWeights(model: tf.LayersModel, cacheDirectory: string): Promise<Buffer> {
  return withPath(cacheDirectory, async (path) => {
    await writeLegacyH5(path, model);
    return readFile(path);
  });
}

/** Weights that a course published: an object that holds what `writeWeights` wrote. */
export interface PublishedWeights {
  name: string;
  /** Names the object in messages. */
  address: string;
  read(): Promise<Uint8Array>;
}

/**
 * The layers of published weights. Throws what `read` throws, and WEIGHTS_UNAVAILABLE when the object is no Keras file.
 */
export async function readPublishedWeights(
  { name, address, read }: PublishedWeights,
  cacheDirectory: string,
): Promise<SavedLayer[]> {
  const bytes = await read();
  return withPath(cacheDirectory, async (path) => {
    await writeFile(path, bytes);
    return readLegacyH5(path).catch((cause: Error) => {
      const message =
        `Expected the published weights "${name}" in the object store, ` +
        `but object ${address} is no Keras file: ${cause.message}`;
      throw new RunFailure('WEIGHTS_UNAVAILABLE', message, { cause });
    });
  });
}

/** Lends a path for a file that is needed for a moment: HDF5 reads and writes only files. */
async function withPath<Result>(cacheDirectory: string, use: (path: string) => Promise<Result>): Promise<Result> {
  await mkdir(cacheDirectory, { recursive: true });
  const directory = await mkdtemp(join(cacheDirectory, 'weights-'));
  try {
    return await use(join(directory, 'weights.h5'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
