import * as tf from '@tensorflow/tfjs';

/** Frees the variables of all models. Answers whether the engine then holds nothing, so that a training may begin. */
export function clearEngine(): boolean {
  tf.disposeVariables();
  return tf.memory().numTensors === 0;
}
