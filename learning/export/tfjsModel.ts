import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { ModelDescription } from './description.ts';
import type { Json, KerasLayer } from './kerasLayers.ts';
import { keras2Config, kerasVersion } from './modelConfig.ts';

/** As TensorFlow.js's own converter cuts them, in bytes: browsers keep files of this size in their cache. */
const shardBytes = 4 * 2 ** 20;

/** Writes a TensorFlow.js layers model into a folder: `model.json` and the shards with the weights. */
export async function writeTfjsModel(
  folder: string,
  name: string,
  layers: readonly KerasLayer[],
  { facts, readme }: ModelDescription,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const data = weightData(layers);
  const count = Math.max(1, Math.ceil(data.length / shardBytes));
  const paths = Array.from({ length: count }, (_, index) => `group1-shard${index + 1}of${count}.bin`);
  for (const [index, path] of paths.entries())
    await writeFile(join(folder, path), data.subarray(index * shardBytes, (index + 1) * shardBytes));
  const model = {
    format: 'layers-model',
    generatedBy: 'Downstream',
    convertedBy: null,
    modelTopology: topology(name, layers),
    weightsManifest: [{ paths, weights: weightSpecs(layers) }],
    userDefinedMetadata: facts,
  };
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
  await writeFile(join(folder, 'README.md'), readme);
}

/** The same network in this process, built from the file's own contents. The caller disposes of it. */
export function openAsTfjs(name: string, layers: readonly KerasLayer[]): Promise<tf.LayersModel> {
  const { buffer, byteOffset, byteLength } = weightData(layers);
  return tf.loadLayersModel({
    load: async () => ({
      modelTopology: topology(name, layers) as Record<string, Json>,
      weightSpecs: weightSpecs(layers),
      weightData: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    }),
  });
}

function topology(name: string, layers: readonly KerasLayer[]): Json {
  return { keras_version: kerasVersion, backend: 'tensorflow', model_config: keras2Config(name, layers) };
}

function weightSpecs(layers: readonly KerasLayer[]): tf.io.WeightsManifestEntry[] {
  return layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => ({ name: `${layer.name}/${name}`, shape, dtype: 'float32' as const })),
  );
}

function weightData(layers: readonly KerasLayer[]): Buffer {
  return Buffer.concat(
    layers.flatMap((layer) =>
      layer.weights.map(({ values }) => {
        const { buffer, byteOffset, byteLength } = values();
        return new Uint8Array(buffer, byteOffset, byteLength);
      }),
    ),
  );
}
