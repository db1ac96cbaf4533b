import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';
import type { PoolAttributes } from './convolutionAttributes.ts';
import { spreadFrom } from './pooledGradient.ts';
import { reluTakers, takesRelu } from './reluAfterPooling.ts';

/**
 * TensorFlow's own MaxPoolGrad is slow on processors: a quarter of the from-scratch network's training step. Keras's
 * graphs have oneDNN's in its place, some thirty times as quick. It wants to know where the maxima were, which oneDNN's
 * MaxPool tells: the layer MaxPooling2D keeps that from its forward pass, and a pooling of another origin is computed
 * once more. These operations are not TensorFlow's public ones: where the library lacks them, or they answer otherwise,
 * everything stays as it is.
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
  const quicker = smallGradient();
  replaceKernel(original);
  if (quicker !== smallGradient()) return;
  replaceKernel({ ...original, kernelFunc });
  repairLayer();
}

/** The layer's pooling has a gradient of its own. */
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
      return kwargs?.training && takesRelu(this) ? tf.relu(pooled as tf.Tensor) : pooled;
    });
  };
  reluTakers.add(prototype);
}

function poolOnce(input: tf.Tensor, window: Window): tf.Tensor {
  return tf.customGrad((x, save) => {
    const [value, places] = pool(x as tf.Tensor, window);
    (save as tf.GradSaveFunc)([x as tf.Tensor, value, places]);
    return {
      value,
      gradFunc(dy, [images, maxima, where]) {
        const dx = gradient(dy, images!, maxima!, where!, window);
        spreadFrom.set(dx, dy);
        return dx;
      },
    };
  })(input);
}

/** The parts of the layer that its type does not tell of. */
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

/** The maxima, and where they were, as oneDNN says it. */
function pool(input: tf.Tensor, window: Window): [tf.Tensor, tf.Tensor] {
  return nativeOp('_MklNativeMaxPool', [input], { ...window, ...oneDnn }, { outputs: 2 }) as [tf.Tensor, tf.Tensor];
}

function gradient(dy: tf.Tensor, input: tf.Tensor, output: tf.Tensor, places: tf.Tensor, window: Window): tf.Tensor {
  return nativeOp('_MklNativeMaxPoolGrad', [input, output, dy, places], { ...window, ...oneDnn })[0]!;
}

/** Where the windows lie, as TensorFlow wants to be told. */
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

/**
 * The gradient of a pooling with overlapping windows and equal values, in text; what was thrown where it cannot be had.
 */
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
