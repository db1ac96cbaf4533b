import * as tf from '@tensorflow/tfjs';

/** One variable of zeros for each trained variable, that no layer owns and no gradient reaches. */
export function zeroSlots(variables: tf.Variable[]): tf.Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));
}
