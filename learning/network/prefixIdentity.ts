import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import { weightsHash } from '../weights/modelWeights.ts';

/** SHA-256, in hex, of a frozen prefix: of the layers in their order, their settings and their current weights. */
export function prefixIdentity(prefix: tf.LayersModel): string {
  const layers = prefix.layers.map((layer) => [
    layer.getClassName(),
    JSON.stringify(layer.getConfig(), withoutTraining),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([layers, weightsHash(prefix)]))
    .digest('hex');
}

/** A layer's name, and the settings of its initialization and training, do not change its output. */
function withoutTraining(key: string, value: unknown): unknown {
  return /^(name|trainable)$|(Initializer|Regularizer|Constraint)$/.test(key) ? undefined : value;
}
