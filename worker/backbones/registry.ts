import type * as tf from '@tensorflow/tfjs';
import { type BackboneName, backbones } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { cnn } from './cnn.ts';
import { mobilenetV2 } from './mobilenetV2.ts';
import type { BackboneOptions } from './options.ts';

/** One builder a name; a name without one does not compile. */
const builders: Record<BackboneName, (options: BackboneOptions) => tf.LayersModel> = {
  MobileNetV2: mobilenetV2,
  CNN: cnn,
};

/**
 * Builds a backbone without its top, layers named as in Keras: [batch, size, size, 3] → [batch, rows, columns, channels]. Its weights
 * are random, the same for the same seed. The caller disposes the model. Throws RECIPE_UNSUPPORTED for an input that is too small.
 */
export function buildBackbone(name: BackboneName, options: BackboneOptions): tf.LayersModel {
  const { smallestInput } = backbones[name];
  if (options.inputSize < smallestInput)
    throw new RunFailure('RECIPE_UNSUPPORTED', `${name} needs an input of at least ${smallestInput} pixels, received ${options.inputSize}`);
  return builders[name](options);
}
