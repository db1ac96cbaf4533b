import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';

/**
 * The SHA-256, in hex, of a model's weights: the float32 bytes of every layer in order (trainable tensors, then moving
 * statistics).
 */
export function weightsHash(model: tf.LayersModel): string {
  const hash = createHash('sha256');
  for (const layer of model.layers) for (const weight of layer.weights) hash.update(bytes(weight.read().dataSync()));
  return hash.digest('hex');
}

function bytes(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
