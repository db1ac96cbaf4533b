import * as tf from '@tensorflow/tfjs';
import type { Initializer } from './seeds.ts';

/**
 * SeparableConv2D without bias, [batch, rows, columns, channels] → [batch, rows', columns', filters]. `kernel` is asked
 * twice: TensorFlow.js takes the depthwise initializer for the pointwise kernel too, so that with one seed both would
 * begin with the same random numbers.
 */
export function separableConv2d(
  options: { name: string; filters: number; kernelSize: number; strides?: number; padding: 'same' | 'valid' },
  kernel: () => Initializer,
): tf.layers.Layer {
  const layer = tf.layers.separableConv2d({ ...options, useBias: false, depthwiseInitializer: kernel() });
  return Object.assign(layer, { pointwiseInitializer: kernel() });
}
