import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';
import { leavesReluToPooling, pooledGradients } from './convolutionThenPooling.ts';

/**
 * TensorFlow.js adds a convolution's bias in a separate operation, which reads the whole output once more, and computes
 * the bias's gradient with a general sum. Keras's graphs use oneDNN's convolution with bias, and an operation for the
 * bias's gradient. Here the layer Conv2D uses them too. TensorFlow does not document the first one: if the library
 * lacks it, or its results differ, nothing is changed.
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
        nativeOp('BiasAddGrad', [pooledGradients.get(dy as tf.Tensor) ?? (dy as tf.Tensor)], {
          data_format: 'NHWC',
        })[0]!,
    }),
  });
  if (!isCorrect()) {
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
      return kwargs?.training && leavesReluToPooling(this) ? sums : this.activation.apply(sums);
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
 * Compares a small convolution, whose stride leaves a part of the input unread, with the operations that it replaces.
 */
function isCorrect(): boolean {
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

/** The properties of the layer that its type lacks. */
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
