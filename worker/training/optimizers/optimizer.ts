import type * as tf from '@tensorflow/tfjs';

/** Keras's default, which its form of every optimizer adds to a denominator. */
export const epsilon = 1e-7;

export interface Optimizer {
  /** Changes the variables by one step. `gradients` are in the variables' order; the caller disposes of them. */
  step(gradients: tf.Tensor[], learningRate: number): void;
  /** Frees what the optimizer remembers of earlier steps. */
  dispose(): void;
}
