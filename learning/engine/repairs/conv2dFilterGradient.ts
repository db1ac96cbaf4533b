import * as tf from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionInfo } from './convolutionAttributes.ts';

/**
 * The WASM backend has no Conv2DBackpropFilter, so that no convolution can be trained on it. This one is itself a
 * convolution, and so runs on the backend's fast one: with images as channels and channels as images, the output's
 * gradient slides over the input.
 *
 * dW[i, j, a, b] = Σ x[n, i + s·y, j + s·x, a] · dy[n, y, x, b]; x: [n, h, w, a], dy: [n, y, x, b], dW: [i, j, a, b],
 * float32.
 */
export function repairConv2dFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      conv2dFilterGradient(
        inputs.x as tf.Tensor4D,
        inputs.dy as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function conv2dFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const [filterHeight, filterWidth] = attributes.filterShape;
  const { padInfo, strideHeight, strideWidth } = convolutionInfo(x.shape, attributes.filterShape, attributes);
  return tf.tidy(() => {
    const padded = tf.pad4d(x, [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ]);
    const channelsAsImages = tf.transpose(padded, [3, 1, 2, 0]);
    const gradientAsFilter = tf.transpose(dy, [1, 2, 0, 3]);
    const gradient = tf.conv2d(channelsAsImages, gradientAsFilter, 1, 'valid', 'NHWC', [strideHeight, strideWidth]);
    // A stride may leave rows and columns at the end that no output met: the gradient then slides further than the
    // filter is wide.
    const met = tf.slice4d(gradient, [0, 0, 0, 0], [-1, filterHeight, filterWidth, -1]);
    return tf.transpose(met, [1, 2, 0, 3]);
  });
}
