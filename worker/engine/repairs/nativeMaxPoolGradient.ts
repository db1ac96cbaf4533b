import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';
import type { PoolAttributes } from './convolutionAttributes.ts';

/**
 * TensorFlow's own MaxPoolGrad is slow on processors: a quarter of the from-scratch network's training step. Keras's graphs have oneDNN's in
 * its place, some thirty times as quick. It wants to know where the maxima were, which a further call of oneDNN's MaxPool tells it. These
 * operations are not TensorFlow's public ones: where the library lacks them, or they answer otherwise, everything stays as it is.
 *
 * input: [n, h, w, a], dy: [n, y, x, a] → dx: [n, h, w, a], float32.
 */
export function repairNativeMaxPoolGradient(): void {
  const original = tf.getKernel('MaxPoolGrad', 'tensorflow');
  const kernelFunc: tf.KernelFunc = (call) => {
    const { padding, ...window } = windowOf(call);
    if (padding !== 'VALID' && padding !== 'SAME') return original.kernelFunc(call);
    return tf.tidy(() => maxPoolGradient(call.inputs.input as tf.Tensor, call.inputs.dy as tf.Tensor, { padding, ...window }));
  };
  replaceKernel({ ...original, kernelFunc });
  const quicker = smallGradient();
  replaceKernel(original);
  if (quicker === smallGradient()) replaceKernel({ ...original, kernelFunc });
}

function maxPoolGradient(input: tf.Tensor, dy: tf.Tensor, window: ReturnType<typeof windowOf>): tf.Tensor {
  const attributes = { ...window, data_format: 'NHWC', workspace_enabled: true, _kernel: 'MklNameChangeOp' };
  const [output, places] = nativeOp('_MklNativeMaxPool', [input], attributes, 2) as [tf.Tensor, tf.Tensor];
  return nativeOp('_MklNativeMaxPoolGrad', [input, output, dy, places], attributes)[0]!;
}

/** Where the windows lie, as TensorFlow wants to be told. */
function windowOf({ inputs, attrs }: Parameters<tf.KernelFunc>[0]) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
  const info = tf.backend_util.computePool2DInfo(inputs.input!.shape as Shape, filterSize, strides, 1, pad, dimRoundingMode);
  return {
    ksize: [1, info.filterHeight, info.filterWidth, 1],
    strides: [1, info.strideHeight, info.strideWidth, 1],
    padding: info.padInfo.type,
  };
}

type Shape = [number, number, number, number];

/** The gradient of a pooling with overlapping windows and equal values, in text; what was thrown where it cannot be had. */
function smallGradient(): string {
  try {
    return tf.tidy(() => {
      const images = tf.tensor4d([3, 1, 3, 3, 2, 0, 3, 0, 3], [1, 3, 3, 1]);
      return tf
        .grad((x) => tf.square(tf.maxPool(x as tf.Tensor4D, 2, 1, 'same')))(images)
        .dataSync()
        .join();
    });
  } catch (error) {
    return String(error);
  }
}

function replaceKernel(kernel: tf.KernelConfig): void {
  tf.unregisterKernel('MaxPoolGrad', 'tensorflow');
  tf.registerKernel(kernel);
}
