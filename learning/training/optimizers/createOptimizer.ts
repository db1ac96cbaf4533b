import type * as tf from '@tensorflow/tfjs';
import type { OptimizerSettings } from '#contracts/optimizer';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/**
 * The recipe's optimizer for these variables. The update rules are those of Keras 3; TensorFlow.js puts Adam's epsilon
 * in another place.
 */
export function createOptimizer(settings: OptimizerSettings, variables: tf.Variable[]): Optimizer {
  switch (settings.name) {
    case 'rmsprop':
      return rmsprop(settings, variables);
    case 'adam':
      return adam(settings, variables);
    case 'sgd':
      return sgd(settings, variables);
    case 'adagrad':
      return adagrad(settings, variables);
    case 'adamax':
      return adamax(settings, variables);
    default:
      return settings satisfies never;
  }
}
