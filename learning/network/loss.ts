import * as tf from '@tensorflow/tfjs';

export interface LossOptions {
  /** The share of each label that is spread evenly over all classes. */
  labelSmoothing: number;
  /** The weight of each class; without it every class has the weight 1. */
  classWeights?: readonly number[] | undefined;
}

/**
 * The mean loss of a batch, as Keras computes it: binary_crossentropy from logits [n, 1], categorical_crossentropy from
 * logits [n, classes]. `labels` are class indices, [n] int32. As in Keras, weighted losses are divided by the number of
 * examples, not by the sum of the weights.
 */
export function crossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  { labelSmoothing, classWeights }: LossOptions,
): tf.Scalar {
  return tf.tidy(() => {
    const losses = lossesOf(logits, labels, labelSmoothing);
    return (classWeights ? losses.mul(tf.gather(tf.tensor1d([...classWeights]), labels)) : losses).mean() as tf.Scalar;
  });
}

function lossesOf(logits: tf.Tensor2D, labels: tf.Tensor1D, labelSmoothing: number): tf.Tensor1D {
  const each = tf.Reduction.NONE;
  if (logits.shape[1] === 1)
    return tf.losses
      .sigmoidCrossEntropy(labels.toFloat().expandDims(1), logits, undefined, labelSmoothing, each)
      .flatten();
  const targets = tf.oneHot(labels, logits.shape[1]).toFloat();
  return tf.losses.softmaxCrossEntropy(targets, logits, undefined, labelSmoothing, each).flatten();
}

/** Logits [n, units] → probabilities [n, units]: of the second of two classes (one unit), or of each class. */
export function probabilitiesOf(logits: tf.Tensor2D): tf.Tensor2D {
  return logits.shape[1] === 1 ? logits.sigmoid() : logits.softmax();
}

/** The predicted class of each example, from `units` logits each: a probability above one half, or the largest. */
export function predictedClasses(logits: Float32Array, units: number): Int32Array {
  const predicted = new Int32Array(logits.length / units);
  for (let i = 0; i < predicted.length; i++) {
    const row = logits.subarray(i * units, (i + 1) * units);
    predicted[i] = units === 1 ? Number(row[0]! > 0) : row.indexOf(Math.max(...row));
  }
  return predicted;
}

/** The number of correct predictions. */
export function countEqual(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  let equal = 0;
  for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) equal++;
  return equal;
}
