import * as tf from '@tensorflow/tfjs';

/**
 * TensorFlow.js's gradient of FusedBatchNorm tiles each number of a channel to the size of the images, several times.
 * On the WASM backend that is a quarter of MobileNetV2's training step. This gradient needs two sums over the images
 * and broadcasts the rest.
 *
 * With s = scale / √(variance + ε): dx = s·dy, dmean = −s·Σdy, doffset = Σdy, dscale = Σ(dy·(x − mean)) / √(variance +
 * ε), dvariance = −½·s·Σ(dy·(x − mean)) / (variance + ε). x, dy: [n, h, w, a]; all others [a]; sums over n, h, w.
 */
export function repairBatchNormGradient(): void {
  const original = tf.getGradient('FusedBatchNorm');
  tf.unregisterGradient('FusedBatchNorm');
  tf.registerGradient({
    ...original,
    gradFunc: (dy, saved, attrs) => {
      const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      if (mean.rank !== 1) return original.gradFunc(dy, saved, attrs);
      return batchNormGradient(dy as tf.Tensor, x, mean, variance, scale, attrs.varianceEpsilon as number);
    },
  });
}

function batchNormGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  scale: tf.Tensor,
  epsilon: number,
): Record<string, () => tf.Tensor> {
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scaled = tf.mul(inverse, scale);
  const sum = tf.sum(dy, [0, 1, 2]);
  const moment = tf.sum(tf.mul(dy, tf.sub(x, mean)), [0, 1, 2]);
  return {
    x: () => tf.mul(dy, scaled),
    mean: () => tf.neg(tf.mul(scaled, sum)),
    variance: () => tf.mul(tf.mul(tf.mul(scaled, tf.square(inverse)), moment), -0.5),
    scale: () => tf.mul(inverse, moment),
    offset: () => tf.clone(sum),
  };
}
