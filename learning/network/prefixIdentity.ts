import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import { weightsHash } from '../weights/modelWeights.ts';

/**
 * What tells a frozen part from others: the hash of its layers as they are applied and of the parameters that they have
 * now, in hex.
 */
export function prefixIdentity(prefix: tf.LayersModel): string {
  const layers = prefix.layers.map((layer) => [
    layer.getClassName(),
    JSON.stringify(layer.getConfig(), withoutTraining),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([layers, weightsHash(prefix)]))
    .digest('hex');
}

/** A layer's names, and what says only how it begins and how it is trained, have no part in its answers. */
function withoutTraining(key: string, value: unknown): unknown {
  return /^(name|trainable)$|(Initializer|Regularizer|Constraint)$/.test(key) ? undefined : value;
}
