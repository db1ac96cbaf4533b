import * as tf from '@tensorflow/tfjs';
import type { Initializer } from './initializers.ts';

/**
 * SeparableConv2D without bias, [batch, rows, columns, channels] → [batch, rows', columns', filters]. It calls `kernel`
 * twice: TensorFlow.js uses the depthwise initializer for the pointwise kernel too, so with one seed both kernels would
 * have the same random numbers.
 */
export function separableConv2d(
  options: { name: string; filters: number; kernelSize: number; strides?: number; padding: 'same' | 'valid' },
  kernel: () => Initializer,
): tf.layers.Layer {
  const layer = tf.layers.separableConv2d({ ...options, useBias: false, depthwiseInitializer: kernel() });
  return Object.assign(layer, { pointwiseInitializer: kernel() });
}
