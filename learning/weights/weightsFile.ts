import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, posix } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import { readHdf5 } from './hdf5.ts';
import { isKeras3, keras3Networks } from './keras3H5.ts';
import { pathEnding, type WeightsZip, withZip } from './kerasZip.ts';
import { legacyNetworks } from './legacyH5.ts';
import { writeLegacyH5 } from './legacyH5Writer.ts';
import { type LayerConfig, parseModelConfig } from './modelConfig.ts';
import type { SavedNetwork } from './savedNetwork.ts';
import { parseTfjsModel, type TfjsModel, tfjsNetworks } from './tfjsModel.ts';

/** What is done with the networks of a file. It is open only meanwhile: tensors are read when they are asked for. */
type Use<Result> = (networks: SavedNetwork[]) => Result;

/**
 * Reads the networks in a file that a person names: `.h5` of any Keras (weights or a whole model), Keras 3's
 * `.weights.h5` and `.keras`, a TensorFlow.js layers model (its folder or its `model.json`), or a zip with one of
 * these, as Teachable Machine's. Throws WEIGHTS_UNAVAILABLE, naming the file, and what `use` throws.
 */
export async function readWeightsFile<Result>(path: string, cacheDirectory: string, use: Use<Result>): Promise<Result> {
  try {
    return await readAny(path, cacheDirectory, use);
  } catch (cause) {
    if (cause instanceof RunFailure) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : message;
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected Keras weights in ${path}, but ${why}`, { cause });
  }
}

async function readAny<Result>(path: string, cacheDirectory: string, use: Use<Result>): Promise<Result> {
  // HDF5 would make a missing file's name into a message of ten lines.
  const file = await stat(path);
  if (file.isDirectory()) return readFolder(path, use);
  if (!file.isFile()) throw new Error('it is no file');
  switch (await kindOfFile(path)) {
    case 'hdf5':
      return readH5(path, use);
    case 'zip':
      return withZip(path, (zip) => readZip(zip, cacheDirectory, use));
    case 'json':
      return use(await readTfjs(await readFile(path, 'utf8'), (shard) => readFile(join(dirname(path), shard))));
    default:
      throw new Error('it is no whole HDF5 file (.h5), no .keras file and no TensorFlow.js model');
  }
}

/** What a file is by its first bytes: students rename files. */
async function kindOfFile(path: string): Promise<'hdf5' | 'zip' | 'json' | null> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0).finally(() => file.close());
  const beginning = buffer.toString('latin1', 0, bytesRead);
  if (beginning === '\x89HDF\r\n\x1a\n') return 'hdf5';
  if (beginning.startsWith('PK\x03\x04')) return 'zip';
  return beginning.trimStart().startsWith('{') ? 'json' : null;
}

/** Reads one of Keras's HDF5 files. Throws an Error that says what is wrong with it, and what `use` throws. */
export function readH5<Result>(path: string, use: Use<Result>, config: LayerConfig | null = null): Promise<Result> {
  return readHdf5(path, (file) => use(isKeras3(file) ? keras3Networks(file, config) : legacyNetworks(file)));
}

const savedModelAdvice =
  'it is a TensorFlow SavedModel, which has no layers of Keras; a file of model.save("model.keras") has them';

async function readFolder<Result>(path: string, use: Use<Result>): Promise<Result> {
  const model = join(path, 'model.json');
  if (existsSync(model)) return use(await readTfjs(await readFile(model, 'utf8'), (at) => readFile(join(path, at))));
  if (existsSync(join(path, 'saved_model.pb'))) throw new Error(savedModelAdvice);
  throw new Error('it is a folder without the model.json of a TensorFlow.js model');
}

async function readZip<Result>(zip: WeightsZip, cacheDirectory: string, use: Use<Result>, depth = 0): Promise<Result> {
  const weights = pathEnding(zip, (name) => name === 'model.weights.h5');
  const config = pathEnding(zip, (name) => name === 'config.json');
  const h5 = weights ?? pathEnding(zip, (name) => ['.h5', '.hdf5'].includes(extname(name).toLowerCase()));
  if (h5 !== undefined)
    return withPath(cacheDirectory, async (path) => {
      await zip.extract(h5, path);
      return readH5(path, use, weights && config ? parseModelConfig(await zip.readText(config)) : null);
    });
  const keras = pathEnding(zip, (name) => extname(name).toLowerCase() === '.keras');
  // One zip may lie in another, and none in that: there are zips that hold themselves.
  if (keras !== undefined && depth === 0)
    return withPath(cacheDirectory, async (path) => {
      await zip.extract(keras, path);
      return withZip(path, (inner) => readZip(inner, cacheDirectory, use, depth + 1));
    });
  const model = pathEnding(zip, (name) => name === 'model.json');
  if (model !== undefined)
    return use(
      await readTfjs(await zip.readText(model), (shard) => zip.readBytes(posix.join(posix.dirname(model), shard))),
    );
  if (pathEnding(zip, (name) => name === 'saved_model.pb') !== undefined) throw new Error(savedModelAdvice);
  throw new Error('it is a zip without a model of Keras (.h5, .keras) or TensorFlow.js (model.json)');
}

async function readTfjs(text: string, readShard: (path: string) => Promise<Buffer>): Promise<SavedNetwork[]> {
  const model: TfjsModel = parseTfjsModel(text);
  const shards = new Map<string, Buffer>();
  for (const path of model.weightsManifest.flatMap(({ paths }) => paths)) {
    // A manifest names files beside it, each once, and a stranger wrote it.
    if (path !== posix.basename(path)) throw new Error(`its model.json names ${path}, which is not beside it`);
    if (shards.has(path)) throw new Error(`its model.json names the shard ${path} twice`);
    const shard = await readShard(path).catch((cause) => {
      throw new Error(`its shard ${path} cannot be read`, { cause });
    });
    shards.set(path, shard);
  }
  return tfjsNetworks(model, Buffer.concat([...shards.values()]));
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
 * Reads published weights. Throws what `read` and `use` throw, and WEIGHTS_UNAVAILABLE when the object is no file of
 * Keras.
 */
export async function readPublishedWeights<Result>(
  { name, address, read }: PublishedWeights,
  cacheDirectory: string,
  use: Use<Result>,
): Promise<Result> {
  const bytes = await read();
  return withPath(cacheDirectory, async (path) => {
    await writeFile(path, bytes);
    return readH5(path, use).catch((cause: Error) => {
      if (cause instanceof RunFailure) throw cause;
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
