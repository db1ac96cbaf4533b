import type * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import { adam } from './adam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** Keras's default, which its form of every optimizer adds to a denominator. */
export const epsilon = 1e-7;

export interface Optimizer {
  /** Changes the variables by one step. `gradients` are in the variables' order; the caller disposes of them. */
  step(gradients: tf.Tensor[]): void;
  /** Frees what the optimizer remembers of earlier steps. */
  dispose(): void;
}

/** The recipe's optimizer for these variables. The update rules are Keras 3's, where TensorFlow.js's own differ in rounding and epsilon. */
export function createOptimizer(settings: Recipe['optimizer'], variables: tf.Variable[]): Optimizer {
  switch (settings.name) {
    case 'rmsprop':
      return rmsprop(settings, variables);
    case 'adam':
      return adam(settings, variables);
    case 'sgd':
      return sgd(settings, variables);
    default:
      return settings satisfies never;
  }
}
