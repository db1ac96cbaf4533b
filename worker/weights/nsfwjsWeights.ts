import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { fetchPackage, type NpmPackage } from './npmPackage.ts';
import type { SavedLayer } from './savedLayer.ts';

/**
 * The npm package `nsfwjs` (MIT) carries MobileNetV2, trained on ImageNet and then fine-tuned to screen photographs, with its weights
 * quantized to eight bits. They are not ImageNet's own, and whoever uses them must say so.
 */
const nsfwjs: NpmPackage = {
  name: 'nsfwjs',
  version: '4.3.0',
  integrity: 'sha512-WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
};

const folders: Record<BackboneName, string | undefined> = { MobileNetV2: 'dist/models/mobilenet_v2', CNN: undefined };

/** The layers of the package's model that `model` has too: all but its top. Throws WEIGHTS_UNAVAILABLE. */
export async function fetchNsfwjsWeights(
  backbone: BackboneName,
  model: tf.LayersModel,
  options: { cacheDirectory: string; signal?: AbortSignal | undefined },
): Promise<SavedLayer[]> {
  const folder = folders[backbone];
  if (folder === undefined)
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected a backbone that nsfwjs has weights for, received ${backbone}`);
  try {
    const isWanted = (path: string) => Object.values(folders).some((wanted) => wanted && path.startsWith(`${wanted}/`));
    const directory = await fetchPackage(nsfwjs, { ...options, extract: isWanted });
    const savedModel = (await readBundle(join(directory, folder, 'model.min.js'))) as SavedModel;
    const weights = (await readBundle(join(directory, folder, 'group1-shard1of1.min.js'))) as string;
    const known = new Set(model.layers.map((layer) => layer.name));
    return decodeLayers(savedModel, Buffer.from(weights, 'base64')).filter((layer) => known.has(layer.name));
  } catch (error) {
    options.signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the nsfwjs weights of ${backbone} from npm, but ${why}`, { cause: error });
  }
}

/** The parts of a TensorFlow.js layers model that are read here. */
interface SavedModel {
  modelTopology: { model_config: { config: { layers: { name: string }[] } } };
  weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
}

/**
 * What a bundle of the package exports, which is data only. It is evaluated in a context that has none of our objects, and only text
 * comes back.
 */
async function readBundle(path: string): Promise<unknown> {
  const source = await readFile(path, 'utf8');
  const program = `var module = { exports: {} }, exports = module.exports;\n${source}\n;JSON.stringify(module.exports)`;
  return JSON.parse(String(runInNewContext(program, Object.create(null), { timeout: 30_000, filename: path })));
}

/** Tensors of the manifest by layer, in the order of the model's layers. */
function decodeLayers(model: SavedModel, weights: Buffer): SavedLayer[] {
  const bytes = new Uint8Array(weights).buffer;
  const decoded = tf.io.decodeWeights(
    bytes,
    model.weightsManifest.flatMap((group) => group.weights),
  );
  const layers = new Map<string, SavedLayer>();
  for (const { name } of model.modelTopology.model_config.config.layers) layers.set(name, { name, tensors: [] });
  for (const [name, tensor] of Object.entries(decoded)) {
    layers.get(name.slice(0, name.indexOf('/')))?.tensors.push({ name, shape: tensor.shape, values: tensor.dataSync<'float32'>() });
    tensor.dispose();
  }
  return [...layers.values()];
}
