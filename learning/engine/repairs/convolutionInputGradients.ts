import * as tf from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionInfo } from './convolution.ts';

/**
 * The WASM backend's Conv2DBackpropInput is a plain loop, some twenty times slower than its convolution. This kernel
 * convolves the spread gradient with the filter rotated by 180°, so that the fast convolution does the work.
 *
 * dy: [n, y, x, b], filter: [i, j, a, b] → dx: [n, h, w, a], float32.
 */
export function repairConv2dInputGradient(): void {
  tf.unregisterKernel('Conv2DBackpropInput', 'wasm');
  tf.registerKernel({
    kernelName: 'Conv2DBackpropInput',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      conv2dInputGradient(
        inputs.dy as tf.Tensor4D,
        inputs.filter as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function conv2dInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const info = convolutionInfo(attributes.inputShape, filter.shape, attributes);
  return tf.tidy(() => {
    const rotated = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    return tf.conv2d(spreadGradient(dy, info), rotated as tf.Tensor4D, 1, 'valid');
  });
}

/**
 * The WASM backend has no DepthwiseConv2dNativeBackpropInput. Here too, the gradient of the input is the spread
 * gradient of the output convolved with the filter rotated by 180°, channel by channel.
 *
 * dy: [n, y, x, a·m], filter: [i, j, a, m] → dx: [n, h, w, a], float32.
 */
export function repairDepthwiseInputGradient(): void {
  tf.registerKernel({
    kernelName: 'DepthwiseConv2dNativeBackpropInput',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      depthwiseInputGradient(
        inputs.dy as tf.Tensor4D,
        inputs.filter as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function depthwiseInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const info = convolutionInfo(attributes.inputShape, filter.shape, attributes, true);
  const [height, width, channels, multiplier] = filter.shape;
  return tf.tidy(() => {
    const rotated: tf.Tensor4D = tf.reshape(tf.reverse(filter, [0, 1]), [height, width, channels * multiplier, 1]);
    const gradient = tf.depthwiseConv2d(spreadGradient(dy, info), rotated, 1, 'valid');
    if (multiplier === 1) return gradient;
    return tf.reshape(tf.sum(tf.reshape(gradient, [-1, multiplier]), 1), attributes.inputShape);
  });
}

/**
 * Spreads the gradient of a convolution's output over its input: `stride − 1` zeros between neighbours, and as many
 * around it that a valid convolution with the filter rotated by 180° gives the gradient of the input. [n, y, x, b] →
 * [n, h + i − 1, w + j − 1, b].
 */
function spreadGradient(dy: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { strideHeight, strideWidth, filterHeight, filterWidth, inHeight, inWidth, padInfo } = info;
  const [images, rows, columns, channels] = dy.shape;
  const spacedRows = (rows - 1) * strideHeight + 1;
  const spacedColumns = (columns - 1) * strideWidth + 1;
  let spread = dy;
  if (strideHeight > 1 || strideWidth > 1) {
    const widened = tf.pad3d(tf.reshape(dy, [images * rows * columns, 1, channels]), [
      [0, 0],
      [0, strideWidth - 1],
      [0, 0],
    ]);
    const rowLength = columns * strideWidth * channels;
    const heightened = tf.pad3d(tf.reshape(widened, [images * rows, 1, rowLength]), [
      [0, 0],
      [0, strideHeight - 1],
      [0, 0],
    ]);
    const spaced: tf.Tensor4D = tf.reshape(heightened, [images, rows * strideHeight, columns * strideWidth, channels]);
    spread = tf.slice4d(spaced, [0, 0, 0, 0], [images, spacedRows, spacedColumns, channels]);
  }
  const above = filterHeight - 1 - padInfo.top;
  const before = filterWidth - 1 - padInfo.left;
  return tf.pad4d(spread, [
    [0, 0],
    [above, inHeight + filterHeight - 1 - above - spacedRows],
    [before, inWidth + filterWidth - 1 - before - spacedColumns],
    [0, 0],
  ]);
}
