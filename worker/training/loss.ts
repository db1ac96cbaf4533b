import * as tf from '@tensorflow/tfjs';

/**
 * The mean loss of a batch from logits, as Keras computes it for a sigmoid (binary_crossentropy, logits [n, 1]) or softmax
 * output (categorical_crossentropy, logits [n, classes]). `labels` are class indices, [n] int32.
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    if (logits.shape[1] === 1) return tf.losses.sigmoidCrossEntropy(labels.toFloat().expandDims(1), logits) as tf.Scalar;
    return tf.losses.softmaxCrossEntropy(tf.oneHot(labels, logits.shape[1]).toFloat(), logits) as tf.Scalar;
  });
}

/** The class that a network's logits (`units` an example) mean for each example: binary_accuracy's threshold of one half, or the largest. */
export function predictedClasses(logits: Float32Array, units: number): Int32Array {
  const predicted = new Int32Array(logits.length / units);
  for (let i = 0; i < predicted.length; i++) {
    const row = logits.subarray(i * units, (i + 1) * units);
    predicted[i] = units === 1 ? Number(row[0]! > 0) : row.indexOf(Math.max(...row));
  }
  return predicted;
}

/** How many of the predictions are the labels. */
export function countEqual(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  let equal = 0;
  for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) equal++;
  return equal;
}
