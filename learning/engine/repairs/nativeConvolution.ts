import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';
import { spreadFrom } from './pooledGradient.ts';
import { leavesRelu } from './reluAfterPooling.ts';

/**
 * TensorFlow.js adds a convolution's bias in an operation of its own, which goes through all its output once more, and
 * takes the bias's gradient from a sum for any dimensions. Keras's graphs have oneDNN's convolution that begins with
 * the bias, and an operation for its gradient. Here the layer Conv2D has them, too. The former is none of TensorFlow's
 * public ones: where the library lacks it, or it answers otherwise, everything stays as it is.
 *
 * x: [n, h, w, a], filter: [i, j, a, b], bias: [b] → [n, y, x, b], float32.
 */
export function repairNativeConvolution(): void {
  tf.registerKernel({ kernelName, backendName: 'tensorflow', kernelFunc: convolve });
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attrs) => ({
      ...tf.getGradient('Conv2D').gradFunc(dy, saved, attrs),
      bias: () =>
        nativeOp('BiasAddGrad', [spreadFrom.get(dy as tf.Tensor) ?? (dy as tf.Tensor)], { data_format: 'NHWC' })[0]!,
    }),
  });
  if (!answersAsBefore()) {
    tf.unregisterKernel(kernelName, 'tensorflow');
    tf.unregisterGradient(kernelName);
    return;
  }

  const prototype = Object.getPrototypeOf(tf.layers.conv2d({ filters: 1, kernelSize: 1 })) as Conv2D;
  const original = prototype.call;
  prototype.call = function (inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    const { bias, strides, padding, dataFormat, dilationRate } = this;
    const isPlain = x.rank === 4 && dataFormat === 'channelsLast' && dilationRate.every((rate) => rate === 1);
    if (!bias || !isPlain || tf.getBackend() !== 'tensorflow') return original.call(this, inputs, kwargs);
    return tf.tidy(() => {
      const sums = withBias(x, this.kernel.read(), bias.read(), strides, padding);
      return kwargs?.training && leavesRelu(this) ? sums : this.activation.apply(sums);
    });
  };
}

const kernelName = 'ConvolutionWithBias';

function withBias(x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor, strides: number[], pad: string): tf.Tensor {
  return tf
    .engine()
    .runKernel(kernelName, { x, filter, bias }, { strides, pad, dataFormat: 'NHWC', dilations: [1, 1] });
}

const convolve: tf.KernelFunc = ({ inputs, attrs }) => {
  const { strides, pad } = attrs as { strides: [number, number]; pad: string };
  const attributes = {
    strides: [1, ...strides, 1],
    padding: pad.toUpperCase(),
    data_format: 'NHWC',
    _kernel: 'MklNameChangeOp',
  };
  return nativeOp('_MklNativeConv2DWithBias', [inputs.x, inputs.filter, inputs.bias] as tf.Tensor[], attributes)[0]!;
};

/**
 * Whether a small convolution that does not meet all of its input has the numbers of the operations that it replaces,
 * but for the last digits.
 */
function answersAsBefore(): boolean {
  try {
    return tf.tidy(() => {
      const x = tf.randomUniform<tf.Rank.R4>([2, 6, 5, 3], -1, 1, 'float32', 1);
      const filter = tf.randomUniform<tf.Rank.R4>([3, 3, 3, 4], -1, 1, 'float32', 2);
      const bias = tf.randomUniform([4], -1, 1, 'float32', 3);
      const difference = tf.sub(
        withBias(x, filter, bias, [2, 2], 'same'),
        tf.add(tf.conv2d(x, filter, 2, 'same'), bias),
      );
      return tf.max(tf.abs(difference)).dataSync()[0]! < 1e-5;
    });
  } catch {
    return false;
  }
}

/** The parts of the layer that its type does not tell of. */
interface Conv2D extends tf.layers.Layer {
  kernel: { read(): tf.Tensor };
  bias: { read(): tf.Tensor } | null;
  activation: { apply(x: tf.Tensor): tf.Tensor };
  strides: number[];
  padding: 'same' | 'valid';
  dataFormat: string;
  dilationRate: number[];
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}
