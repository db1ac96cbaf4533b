import * as tf from '@tensorflow/tfjs';

/**
 * The attributes that TensorFlow.js passes to the gradient kernels of convolutions: `filterShape` to those of the
 * filter, `inputShape` to those of the input.
 */
export interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  filterShape: [number, number, number, number];
  inputShape: [number, number, number, number];
}

/** The attributes of poolings. */
export interface PoolAttributes extends Pick<ConvolutionAttributes, 'strides' | 'pad' | 'dimRoundingMode'> {
  filterSize: number | [number, number];
}

/** Sizes, paddings and strides of the forward convolution of [batch, rows, columns, channels]. */
export function convolutionInfo(
  inputShape: [number, number, number, number],
  filterShape: [number, number, number, number],
  { strides, pad, dimRoundingMode }: ConvolutionAttributes,
  depthwise = false,
): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode, depthwise);
}
