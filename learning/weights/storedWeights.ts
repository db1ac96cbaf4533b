import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';
import { readLegacyH5 } from './legacyH5.ts';
import { writeLegacyH5 } from './legacyH5Writer.ts';
import type { SavedLayer } from './savedLayer.ts';

/** Weights that a course published: their name, and the object that they are. */
export interface PublishedWeights {
  name: string;
  address: string;
}

/** Stores a model's weights as a Keras file and answers its address: the same one for the same weights. */
export function storeWeights(model: tf.LayersModel, store: ObjectStore, cacheDirectory: string): Promise<string> {
  return withPath(cacheDirectory, async (path) => {
    await writeLegacyH5(path, model);
    return store.put(await readFile(path));
  });
}

/**
 * The layers of weights that `storeWeights` stored. Throws WEIGHTS_UNAVAILABLE when they are not there, or no such
 * file.
 */
export async function readStoredWeights(
  { name, address }: PublishedWeights,
  store: ObjectStore,
  cacheDirectory: string,
): Promise<SavedLayer[]> {
  const unavailable = (why: string, cause: unknown) =>
    new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the published weights "${name}" in the object store, but ${why}`, {
      cause,
    });
  const bytes = await store.get(address).catch((error: unknown) => {
    throw error instanceof ObjectMissing ? unavailable(`there is no object ${address}`, error) : error;
  });
  return withPath(cacheDirectory, async (path) => {
    await writeFile(path, bytes);
    return readLegacyH5(path).catch((error: Error) => {
      throw unavailable(`object ${address} is no Keras file: ${error.message}`, error);
    });
  });
}

/** Lends a path for a file that is needed for a moment: HDF5 reads and writes nothing else. */
async function withPath<Result>(cacheDirectory: string, use: (path: string) => Promise<Result>): Promise<Result> {
  await mkdir(cacheDirectory, { recursive: true });
  const directory = await mkdtemp(join(cacheDirectory, 'weights-'));
  try {
    return await use(join(directory, 'weights.h5'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
