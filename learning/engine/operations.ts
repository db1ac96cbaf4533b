import * as tf from '@tensorflow/tfjs';

/** An operation that training needs: what it computes of tensors of these shapes, and of numbers that are given. */
export interface Operation {
  inputs: number[][];
  compute(...inputs: tf.Tensor[]): tf.Tensor;
  /** What its inputs lie between; −1 and 1 where nothing is said. */
  range?: [number, number];
  /** Its inputs are whole numbers, so that some are equal. */
  whole?: boolean;
  /** It has no gradient, or none is ever read. */
  forwardOnly?: boolean;
}

type Pair = [number, number];
type Pad = 'valid' | 'same';

function convolution(image: number[], filter: number[], strides: number | Pair, pad: Pad): Operation {
  const compute = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
  return { inputs: [image, filter], compute };
}

function depthwise(image: number[], filter: number[], strides: number | Pair, pad: Pad): Operation {
  const compute = (x: tf.Tensor, w: tf.Tensor) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
  return { inputs: [image, filter], compute };
}

function maxPooling(image: number[], size: number, strides: number, pad: Pad): Operation {
  return { inputs: [image], compute: (x) => tf.maxPool(x as tf.Tensor4D, size, strides, pad) };
}

function averagePooling(image: number[], size: number, strides: number, pad: Pad): Operation {
  return { inputs: [image], compute: (x) => tf.avgPool(x as tf.Tensor4D, size, strides, pad) };
}

function product(a: Pair, b: Pair): Operation {
  return { inputs: [a, b], compute: (x, y) => tf.matMul(x, y) };
}

function each(compute: (x: tf.Tensor) => tf.Tensor, range?: [number, number]): Operation {
  return { inputs: [[3, 7, 5]], compute, ...(range && { range }) };
}

/** Class indices of five examples. */
const labels = () => tf.tensor1d([2, 0, 1, 1, 0], 'int32');

/**
 * The operations of Keras's networks, heads, losses and optimizers, on shapes that are small, and odd enough to meet
 * the ways in which a backend divides them: four channels at a time or one, tiles that fit or not.
 */
export const operations: Record<string, Operation> = {
  'convolution 3×3': convolution([2, 9, 7, 3], [3, 3, 3, 8], 1, 'same'),
  'convolution 3×3 of many channels': convolution([1, 8, 8, 32], [3, 3, 32, 36], 1, 'same'),
  'convolution 3×3 in steps of 2': convolution([2, 9, 8, 4], [3, 3, 4, 5], 2, 'valid'),
  'convolution 7×7 in steps of 2': convolution([1, 19, 19, 3], [7, 7, 3, 8], 2, 'valid'),
  'convolution 1×1': convolution([2, 5, 5, 8], [1, 1, 8, 12], 1, 'same'),
  'convolution 1×1 in steps of 2': convolution([2, 6, 6, 8], [1, 1, 8, 4], 2, 'valid'),
  'convolution 1×7': convolution([1, 9, 9, 4], [1, 7, 4, 8], 1, 'same'),
  'convolution 5×1': convolution([1, 9, 9, 3], [5, 1, 3, 3], 1, 'same'),
  'convolution with bias and ReLU': {
    inputs: [[2, 6, 6, 4], [3, 3, 4, 8], [8]],
    compute: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides: 1,
        pad: 'same',
        activation: 'relu',
      }),
  },
  'depthwise convolution 3×3': depthwise([2, 9, 7, 8], [3, 3, 8, 1], 1, 'same'),
  'depthwise convolution 3×3 in steps of 2': depthwise([2, 9, 9, 6], [3, 3, 6, 1], 2, 'valid'),
  'depthwise convolution 5×5 of three channels': depthwise([1, 8, 8, 3], [5, 5, 3, 1], 1, 'same'),
  'max pooling 2×2': maxPooling([2, 9, 8, 4], 2, 2, 'valid'),
  'max pooling 3×3 that overlaps': maxPooling([2, 9, 7, 5], 3, 2, 'same'),
  'max pooling of equal numbers': { ...maxPooling([2, 9, 8, 4], 3, 2, 'same'), whole: true },
  'average pooling 2×2': averagePooling([2, 8, 8, 4], 2, 2, 'valid'),
  'average pooling 3×3 that overlaps': averagePooling([2, 7, 7, 3], 3, 1, 'same'),
  'global average': { inputs: [[2, 5, 7, 6]], compute: (x) => tf.mean(x, [1, 2]) },
  'global maximum': { inputs: [[2, 5, 7, 6]], compute: (x) => tf.max(x, [1, 2]) },
  'normalization of a batch': {
    inputs: [[3, 5, 4, 6], [6], [6]],
    compute: (x, scale, offset) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        1e-3,
      );
    },
  },
  'normalization by averages': {
    inputs: [[3, 5, 4, 8], [8], [8], [8], [8]],
    range: [0.5, 1.5],
    compute: (x, mean, variance, scale, offset) =>
      tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        1e-3,
      ),
  },
  'joining channels': {
    inputs: [
      [2, 4, 4, 3],
      [2, 4, 4, 5],
      [2, 4, 4, 4],
    ],
    compute: (...parts) => tf.concat(parts, 3),
  },
  padding: {
    inputs: [[2, 4, 5, 3]],
    compute: (x) =>
      tf.pad(x, [
        [0, 0],
        [1, 2],
        [0, 1],
        [0, 0],
      ]),
  },
  cropping: { inputs: [[2, 5, 6, 3]], compute: (x) => tf.slice(x, [0, 1, 1, 0], [2, 4, 3, 3]) },
  transposing: { inputs: [[2, 5, 6, 3]], compute: (x) => tf.transpose(x, [3, 1, 2, 0]) },
  flattening: { inputs: [[3, 4, 2, 2]], compute: (x) => tf.reshape(x, [3, -1]) },
  'matrix product': product([5, 12], [12, 7]),
  'matrix product with a long sum': product([8, 2100], [2100, 20]),
  'matrix product with one column': product([16, 130], [130, 1]),
  'matrix product of large matrices': product([70, 68], [68, 72]),
  addition: {
    inputs: [
      [3, 4, 5],
      [3, 4, 5],
    ],
    compute: (x, y) => tf.add(x, y),
  },
  'addition of a bias': { inputs: [[3, 4, 5], [5]], compute: (x, y) => tf.add(x, y) },
  'addition of many': {
    inputs: [
      [4, 5],
      [4, 5],
      [4, 5],
    ],
    compute: (...parts) => tf.addN(parts),
  },
  subtraction: { inputs: [[3, 4, 5], [5]], compute: (x, y) => tf.sub(x, y) },
  multiplication: {
    inputs: [
      [3, 4, 5],
      [4, 5],
    ],
    compute: (x, y) => tf.mul(x, y),
  },
  division: {
    inputs: [
      [3, 4, 5],
      [4, 5],
    ],
    range: [0.5, 2],
    compute: (x, y) => tf.div(x, y),
  },
  maximum: {
    inputs: [
      [3, 4, 5],
      [3, 4, 5],
    ],
    compute: (x, y) => tf.maximum(x, y),
  },
  sum: { inputs: [[4, 7, 5]], compute: (x) => tf.sum(x) },
  'sum of many': { inputs: [[70, 900]], compute: (x) => tf.sum(x) },
  'sum of rows': { inputs: [[30, 41, 6]], compute: (x) => tf.sum(x, [0, 1]) },
  mean: { inputs: [[4, 7, 5]], compute: (x) => tf.mean(x) },
  square: each(tf.square),
  'square root': each(tf.sqrt, [0.1, 4]),
  'reciprocal square root': each(tf.rsqrt, [0.1, 4]),
  'absolute value': each(tf.abs),
  exponential: each(tf.exp, [-10, 5]),
  logarithm: each(tf.log, [0.01, 20]),
  ReLU: each(tf.relu),
  ReLU6: each(tf.relu6, [-3, 9]),
  sigmoid: each(tf.sigmoid, [-12, 12]),
  'hyperbolic tangent': each(tf.tanh, [-12, 12]),
  softmax: { inputs: [[5, 11]], range: [-9, 9], compute: (x) => tf.softmax(x) },
  'loss of two classes': {
    inputs: [[5, 1]],
    range: [-12, 12],
    compute: (x) => {
      const of = tf.cast(tf.greater(labels(), 0), 'float32');
      return tf.losses.sigmoidCrossEntropy(tf.expandDims(of, 1), x, undefined, 0.1, tf.Reduction.NONE);
    },
  },
  'loss of several classes': {
    inputs: [[5, 3]],
    range: [-12, 12],
    compute: (x) => {
      const of = tf.cast(tf.oneHot(labels(), 3), 'float32');
      const losses = tf.losses.softmaxCrossEntropy(of, x, undefined, 0.1, tf.Reduction.NONE);
      return tf.mul(losses, tf.gather(tf.tensor1d([0.5, 1, 2]), labels()));
    },
  },
  'picking examples': { inputs: [[9, 4, 3]], forwardOnly: true, compute: (x) => tf.gather(x, labels()) },
  'a step of Adam': {
    inputs: [
      [6, 50],
      [6, 50],
      [6, 50],
    ],
    range: [0.01, 1],
    forwardOnly: true,
    compute: (mean, square, gradient) => {
      const next = tf.add(mean, tf.mul(tf.sub(gradient, mean), 0.1));
      return tf.div(tf.mul(next, 1e-3), tf.add(tf.sqrt(square), 1e-7));
    },
  },
};
