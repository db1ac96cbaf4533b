import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';

/**
 * The weights of one layer as a file holds them: trainable ones first, then moving statistics, each in the model's
 * memory order.
 */
export interface SavedLayer {
  name: string;
  tensors: { name: string; shape: number[]; values: Float32Array }[];
}

/**
 * Gives a model the weights of a file, by position, as Keras reads its own files: the layers that have weights, in
 * order, one for one. Everything is compared before anything is assigned. Throws WEIGHTS_UNAVAILABLE naming the first
 * layer that does not fit; `source` names the file in that sentence.
 */
export function assignWeights(model: tf.LayersModel, saved: SavedLayer[], source: string): void {
  const layers = model.layers.filter((layer) => layer.weights.length > 0);
  const given = saved.filter((layer) => layer.tensors.length > 0);
  for (const [index, layer] of layers.entries()) {
    const expected = layer.weights.map((weight) => describe(weight.shape)).join(', ');
    const from = given[index];
    if (from === undefined)
      throw unfit(`layer ${layer.name} expects ${expected}, and the file ends after ${given.length} layers`);
    const received = from.tensors.map((tensor) => describe(tensor.shape)).join(', ');
    if (expected !== received)
      throw unfit(`layer ${layer.name} expects ${expected}, received ${received} from the file's ${from.name}`);
  }
  const surplus = given[layers.length];
  if (surplus)
    throw unfit(
      `the model has ${layers.length} layers with weights, received ${given.length}, ` +
        `the first too many being ${surplus.name}`,
    );
  for (const [index, layer] of layers.entries())
    tf.tidy(() =>
      layer.setWeights(given[index]!.tensors.map(({ values, shape }) => tf.tensor(values, shape, 'float32'))),
    );

  function unfit(what: string): RunFailure {
    return new RunFailure('WEIGHTS_UNAVAILABLE', `The weights in ${source} do not fit ${model.name}: ${what}`);
  }
}

function describe(shape: (number | null)[]): string {
  return `[${shape.join(', ')}]`;
}

/**
 * The SHA-256, in hex, of a model's weights: the float32 bytes of every layer in order (trainable tensors, then moving
 * statistics).
 */
export function weightsHash(model: tf.LayersModel): string {
  const hash = createHash('sha256');
  for (const layer of model.layers)
    for (const weight of layer.weights) {
      const { buffer, byteOffset, byteLength } = weight.read().dataSync();
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  return hash.digest('hex');
}
