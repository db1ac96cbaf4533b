import * as tf from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionInfo } from './convolution.ts';

/**
 * The WASM backend has no Conv2DBackpropFilter, so no convolution can be trained on it. This kernel is itself a
 * convolution, and so uses the fast one of the backend: with images as channels and channels as images, the output's
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
    // With a stride, the forward convolution may leave rows and columns at the end unread. The gradient slides over
    // them too, and so becomes larger than the filter.
    const read = tf.slice4d(gradient, [0, 0, 0, 0], [-1, filterHeight, filterWidth, -1]);
    return tf.transpose(read, [1, 2, 0, 3]);
  });
}

/**
 * The WASM backend has no DepthwiseConv2dNativeBackpropFilter. A loop in JavaScript is fast enough: each of the few
 * numbers of the filter is multiplied once with each output, and a matrix product would do no less. Sums are in double
 * precision.
 *
 * dW[i, j, a, k] = Σ x[n, i + s·y, j + s·x, a] · dy[n, y, x, a·m + k]; x: [n, h, w, a], dy: [n, y, x, a·m], dW: [i, j,
 * a, m], float32.
 */
export function repairDepthwiseFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'DepthwiseConv2dNativeBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      depthwiseFilterGradient(
        inputs.x as tf.Tensor4D,
        inputs.dy as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function depthwiseFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const { filterShape } = attributes;
  const [filterHeight, filterWidth, channels, multiplier] = filterShape;
  const { padInfo, strideHeight, strideWidth } = convolutionInfo(x.shape, filterShape, attributes, true);
  const [images, height, width] = x.shape;
  const [, rows, columns, outputs] = dy.shape;
  const input = x.dataSync<'float32'>();
  const gradient = dy.dataSync<'float32'>();
  const sums = new Float64Array(filterHeight * filterWidth * outputs);
  for (let image = 0; image < images; image++)
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < filterHeight; i++) {
        const inputRow = row * strideHeight - padInfo.top + i;
        if (inputRow < 0 || inputRow >= height) continue;
        for (let column = 0; column < columns; column++)
          for (let j = 0; j < filterWidth; j++) {
            const inputColumn = column * strideWidth - padInfo.left + j;
            if (inputColumn < 0 || inputColumn >= width) continue;
            const from = ((image * height + inputRow) * width + inputColumn) * channels;
            const at = ((image * rows + row) * columns + column) * outputs;
            const to = (i * filterWidth + j) * outputs;
            if (multiplier === 1)
              for (let a = 0; a < channels; a++) sums[to + a]! += input[from + a]! * gradient[at + a]!;
            else
              for (let k = 0; k < outputs; k++)
                sums[to + k]! += input[from + Math.floor(k / multiplier)]! * gradient[at + k]!;
          }
      }
  return tf.tensor4d(Float32Array.from(sums), filterShape);
}
