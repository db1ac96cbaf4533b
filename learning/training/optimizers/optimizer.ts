import type * as tf from '@tensorflow/tfjs';

/** Keras's default, which its form of every optimizer adds to a denominator. */
export const epsilon = 1e-7;

export interface Optimizer {
  /**
   * What it remembers of earlier steps, together with their number all of it: before the first step, and when it was
   * settled. The caller disposes of them.
   */
  slots: tf.Variable[];
  /**
   * Changes the variables by step number `count`, from 1. `gradients` are in the variables' order; the caller disposes
   * of them.
   */
  step(gradients: tf.Tensor[], learningRate: number, count: number): void;
  /** Brings the slots up to date, of an optimizer that keeps them elsewhere while it learns. */
  settle?(): void;
  /** Lets go of that. */
  dispose?(): void;
}
