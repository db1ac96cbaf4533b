import type * as tf from '@tensorflow/tfjs';

/**
 * Gradients of max poolings → the gradients that they spread, each number to the one place where its window had its
 * maximum: sums over all places are the same of both, and quicker of the smaller one.
 */
export const spreadFrom = new WeakMap<tf.Tensor, tf.Tensor>();
