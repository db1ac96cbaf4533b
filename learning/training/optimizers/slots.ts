import * as tf from '@tensorflow/tfjs';

/** One variable of equal values for each trained variable, that no layer owns and no gradient reaches. */
export function slots(variables: tf.Variable[], value = 0): tf.Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.fill(variable.shape, value), false)));
}
