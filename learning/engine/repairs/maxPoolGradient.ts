import * as tf from '@tensorflow/tfjs';
import type { PoolAttributes } from './convolution.ts';

/**
 * The WASM backend's MaxPoolGrad takes a quarter of a small network's training step. This kernel finds the first
 * maximum of each window, like TensorFlow, and adds the output's gradient there.
 *
 * input: [n, h, w, a], dy: [n, y, x, a] → dx: [n, h, w, a], float32.
 */
export function repairMaxPoolGradient(): void {
  tf.unregisterKernel('MaxPoolGrad', 'wasm');
  tf.registerKernel({
    kernelName: 'MaxPoolGrad',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      maxPoolGradient(inputs.input as tf.Tensor4D, inputs.dy as tf.Tensor4D, attrs as unknown as PoolAttributes),
  });
}

function maxPoolGradient(
  input: tf.Tensor4D,
  dy: tf.Tensor4D,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): tf.Tensor4D {
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
  const values = input.dataSync<'float32'>();
  const gradient = dy.dataSync<'float32'>();
  const sums = new Float32Array(values.length);
  const largest = new Float32Array(inChannels);
  const where = new Int32Array(inChannels);
  for (let image = 0; image < batchSize; image++)
    for (let y = 0; y < outHeight; y++) {
      const top = y * info.strideHeight - padInfo.top;
      for (let x = 0; x < outWidth; x++) {
        const left = x * info.strideWidth - padInfo.left;
        where.fill(-1);
        for (let row = Math.max(top, 0); row < Math.min(top + filterHeight, inHeight); row++)
          for (let column = Math.max(left, 0); column < Math.min(left + filterWidth, inWidth); column++) {
            const from = ((image * inHeight + row) * inWidth + column) * inChannels;
            for (let channel = 0; channel < inChannels; channel++)
              if (where[channel]! < 0 || values[from + channel]! > largest[channel]!) {
                largest[channel] = values[from + channel]!;
                where[channel] = from + channel;
              }
          }
        const at = ((image * outHeight + y) * outWidth + x) * inChannels;
        for (let channel = 0; channel < inChannels; channel++) sums[where[channel]!]! += gradient[at + channel]!;
      }
    }
  return tf.tensor4d(sums, input.shape);
}
