import * as tf from '@tensorflow/tfjs';

/**
 * What TensorFlow.js hands to the gradient kernels of convolutions; `filterShape` to those of filters, `inputShape` to
 * those of inputs.
 */
export interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  filterShape: [number, number, number, number];
  inputShape: [number, number, number, number];
}

/** What it hands to those of poolings. */
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
