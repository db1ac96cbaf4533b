import * as tf from '@tensorflow/tfjs';

/** Frees the variables of all models. Answers whether the engine then holds nothing: another training may begin in it. */
export function clearEngine(): boolean {
  tf.disposeVariables();
  return tf.memory().numTensors === 0;
}
