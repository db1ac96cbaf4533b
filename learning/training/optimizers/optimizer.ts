import * as tf from '@tensorflow/tfjs';

export interface Optimizer {
  /**
   * Keras's slot variables: with the number of steps they are the whole state of the optimizer. They are up to date
   * before the first step and after `syncSlots`. The caller disposes of them.
   */
  slots: tf.Variable[];
  /**
   * Updates the variables in step `count`, counted from 1. The gradients are in the order of the variables; the caller
   * disposes of them.
   */
  step(gradients: tf.Tensor[], learningRate: number, count: number): void;
  /** Updates the slots of an optimizer that keeps its state elsewhere between steps. */
  syncSlots?(): void;
  /** Frees that state. */
  dispose?(): void;
}

/** Keras's default for every optimizer; it is added to a denominator. */
export const epsilon = 1e-7;

/** One slot for each trained variable, filled with `value`. No layer owns a slot and no gradient reaches it. */
export function createSlots(variables: tf.Variable[], value = 0): tf.Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.fill(variable.shape, value), false)));
}
