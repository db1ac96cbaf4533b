import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';
import type { PoolAttributes } from './convolution.ts';
import { appliesReluOfConvolution, canApplyRelu, pooledGradients } from './convolutionThenPooling.ts';

/**
 * TensorFlow's MaxPoolGrad is slow on processors: a quarter of the CNN's training step. Keras's graphs use oneDNN's
 * operation, some thirty times faster. It needs the places of the maxima, an output of oneDNN's MaxPool: the layer
 * MaxPooling2D keeps them from its forward pass; any other pooling is computed once more. TensorFlow does not document
 * these operations: if the library lacks them, or their results differ, nothing is changed.
 *
 * input: [n, h, w, a], dy: [n, y, x, a] → dx: [n, h, w, a], float32.
 */
export function repairNativeMaxPoolGradient(): void {
  const original = tf.getKernel('MaxPoolGrad', 'tensorflow');
  const kernelFunc: tf.KernelFunc = (call) => {
    const { padding, ...window } = windowOf(call);
    if (padding !== 'VALID' && padding !== 'SAME') return original.kernelFunc(call);
    const [input, dy] = [call.inputs.input, call.inputs.dy] as [tf.Tensor, tf.Tensor];
    return tf.tidy(() => gradient(dy, input, ...pool(input, { padding, ...window }), { padding, ...window }));
  };
  replaceKernel({ ...original, kernelFunc });
  const replaced = smallGradient();
  replaceKernel(original);
  if (replaced !== smallGradient()) return;
  replaceKernel({ ...original, kernelFunc });
  repairLayer();
}

/** Gives the layer MaxPooling2D a gradient that keeps the places of the maxima. */
function repairLayer(): void {
  const prototype = Object.getPrototypeOf(tf.layers.maxPooling2d({})) as MaxPooling2D;
  const original = prototype.call;
  prototype.call = function (inputs, kwargs) {
    if (tf.getBackend() !== 'tensorflow') return original.call(this, inputs, kwargs);
    const { poolSize, strides, padding, dataFormat } = this;
    const window = { ksize: [1, ...poolSize, 1], strides: [1, ...strides, 1], padding: padding.toUpperCase() };
    return tf.tidy(() => {
      const isPlain = dataFormat === 'channelsLast';
      const pooled = isPlain
        ? poolOnce(Array.isArray(inputs) ? inputs[0]! : inputs, window)
        : original.call(this, inputs, kwargs);
      return kwargs?.training && appliesReluOfConvolution(this) ? tf.relu(pooled as tf.Tensor) : pooled;
    });
  };
  canApplyRelu.add(prototype);
}

function poolOnce(input: tf.Tensor, window: Window): tf.Tensor {
  return tf.customGrad((x, save) => {
    const [value, places] = pool(x as tf.Tensor, window);
    (save as tf.GradSaveFunc)([x as tf.Tensor, value, places]);
    return {
      value,
      gradFunc(dy, [images, maxima, where]) {
        const dx = gradient(dy, images!, maxima!, where!, window);
        pooledGradients.set(dx, dy);
        return dx;
      },
    };
  })(input);
}

/** The properties of the layer that its type lacks. */
interface MaxPooling2D extends tf.layers.Layer {
  poolSize: Pair;
  strides: Pair;
  padding: 'same' | 'valid';
  dataFormat: string;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}

type Pair = [number, number];

interface Window {
  ksize: number[];
  strides: number[];
  padding: string;
}

const oneDnn = { data_format: 'NHWC', workspace_enabled: true, _kernel: 'MklNameChangeOp' };

/** The maxima and their places, in oneDNN's format. */
function pool(input: tf.Tensor, window: Window): [tf.Tensor, tf.Tensor] {
  return nativeOp('_MklNativeMaxPool', [input], { ...window, ...oneDnn }, { outputs: 2 }) as [tf.Tensor, tf.Tensor];
}

function gradient(dy: tf.Tensor, input: tf.Tensor, output: tf.Tensor, places: tf.Tensor, window: Window): tf.Tensor {
  return nativeOp('_MklNativeMaxPoolGrad', [input, output, dy, places], { ...window, ...oneDnn })[0]!;
}

/** The size, strides and padding of a pooling's windows, as attributes of TensorFlow's operations. */
function windowOf({ inputs, attrs }: Parameters<tf.KernelFunc>[0]) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
  const info = tf.backend_util.computePool2DInfo(
    inputs.input!.shape as Shape,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return {
    ksize: [1, info.filterHeight, info.filterWidth, 1],
    strides: [1, info.strideHeight, info.strideWidth, 1],
    padding: info.padInfo.type,
  };
}

type Shape = [number, number, number, number];

/** The gradient of a pooling with overlapping windows and equal values, as text; or the error, if one is thrown. */
function smallGradient(): string {
  try {
    return tf.tidy(() => {
      const images = tf.tensor4d([3, 1, 3, 3, 2, 0, 3, 0, 3], [1, 3, 3, 1]);
      return tf
        .grad((x) => tf.square(tf.maxPool(x as tf.Tensor4D, 2, 1, 'same')))(images)
        .dataSync()
        .join();
    });
  } catch (error) {
    return String(error);
  }
}

function replaceKernel(kernel: tf.KernelConfig): void {
  tf.unregisterKernel('MaxPoolGrad', 'tensorflow');
  tf.registerKernel(kernel);
}
