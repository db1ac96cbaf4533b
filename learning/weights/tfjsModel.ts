import * as tf from '@tensorflow/tfjs';
import { parseModelConfig } from './modelConfig.ts';
import {
  inOrder,
  layersByName,
  type SavedLayer,
  type SavedNetwork,
  type SavedTensor,
  sortedLike,
} from './savedNetwork.ts';

/** The parts of a TensorFlow.js layers model's `model.json` that are read here. */
export interface TfjsModel {
  format?: string;
  modelTopology: unknown;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/** The `model.json` of a layers model. Throws an Error that says what else a text is. */
export function parseTfjsModel(text: string): TfjsModel {
  const model = JSON.parse(text) as Partial<TfjsModel>;
  if (model.format === 'graph-model')
    throw new Error('it is a TensorFlow.js graph model, which has no layers any more; a layers model has them');
  if (!Array.isArray(model.weightsManifest) || !model.modelTopology)
    throw new Error('it is JSON, but not the model.json of a TensorFlow.js layers model');
  return model as TfjsModel;
}

/** The networks of a layers model; `bytes` are those of its shards, one after the other. Decodes quantized weights. */
export function tfjsNetworks({ modelTopology, weightsManifest }: TfjsModel, bytes: Uint8Array): SavedNetwork[] {
  const specs = weightsManifest.flatMap(({ weights }) => weights);
  const names = new Set<string>();
  for (const { name } of specs) {
    // As where a model holds the same network twice: one of the two would be lost.
    if (names.has(name)) throw new Error(`its model.json names the tensor ${name} twice`);
    names.add(name);
  }
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const decoded = tf.io.decodeWeights(buffer, specs);
  const tensors = Object.entries(decoded).map(([name, tensor]): SavedTensor => {
    const { shape, dtype } = tensor;
    const values = tensor.dataSync();
    tensor.dispose();
    return {
      name,
      shape,
      read: () => values as Float32Array,
      otherType: dtype === 'float32' ? undefined : dtype,
    };
  });
  return [likeTopology(layersByName(tensors, ''), modelTopology)];
}

/** TensorFlow.js writes the configuration itself, its converter one level down. */
function likeTopology(layers: SavedLayer[], topology: unknown): SavedNetwork {
  const config = parseModelConfig((topology as { model_config?: unknown }).model_config ?? topology);
  const sorted = sortedLike(layers, config ?? undefined);
  return sorted ? inOrder(sorted) : { order: 'unknown', layers };
}
