import * as tf from '@tensorflow/tfjs';

/**
 * The gradients of a bias and of a BatchNormalization are sums over images, rows and columns. The WASM backend
 * transposes the whole tensor and adds in a plain loop, some ten times slower than its matrix product. This kernel
 * multiplies with a row of ones. The backend's own kernel still computes sums over other dimensions.
 *
 * x: […, a] → [a], or [1, …, 1, a] with `keepDims`, float32.
 */
export function repairSumOfRows(): void {
  const original = tf.getKernel('Sum', 'wasm');
  tf.unregisterKernel('Sum', 'wasm');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.Tensor;
      const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const last = x.rank - 1;
      if (x.dtype !== 'float32' || x.size === 0 || axes.length !== last || axes.length === 0 || axes.includes(last))
        return original.kernelFunc(call);
      const channels = x.shape[last]!;
      return tf.tidy(() => {
        const sums = tf.matMul(tf.ones([1, x.size / channels]), tf.reshape(x, [-1, channels]));
        return tf.reshape(sums, keepDims ? [...axes.map(() => 1), channels] : [channels]);
      });
    },
  });
}
