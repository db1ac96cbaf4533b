import * as tf from '@tensorflow/tfjs';
import type { Initializer } from './initializers.ts';

/** The arguments of every backbone's builder. */
export interface BackboneOptions {
  /** Pixels of a side of the square RGB input. */
  inputSize: number;
  /**
   * Decides the initial weights. Null leaves them zero, for callers that need only the shapes or load other weights; it
   * is fast, because zeros are not even written.
   */
  seed: number | null;
  /** Keras's `include_top`, `classes` and `classifier_activation`. Without it the output is the last feature map. */
  top?: { classes: number; activation: 'softmax' | 'linear' };
  /** Keras's `pooling`, without a top: [batch, rows, columns, channels] → [batch, channels]. */
  pooling?: 'avg' | 'max';
}

/** `layer.apply`, typed for a layer with one output. */
export function apply(layer: tf.layers.Layer, input: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(input) as tf.SymbolicTensor;
}

/**
 * Keras's names for the unnamed layers of a session's first model: `conv2d`, `conv2d_1`, … One call a model. Call the
 * returned function in the order in which Keras creates the layers.
 */
export function autoNames(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return count === 0 ? kind : `${kind}_${count}`;
  };
}

/**
 * The end of most of Keras's networks. With `top`: global average pooling (`averageName`) and the classifier
 * `predictions` → [batch, classes]. With `pooling`: global pooling (`poolingNames`) → [batch, channels]. Otherwise `x`.
 */
export function appendTop(
  x: tf.SymbolicTensor,
  { top, pooling }: BackboneOptions,
  kernel: () => Initializer,
  averageName = 'avg_pool',
  poolingNames = unnamedPooling,
): tf.SymbolicTensor {
  if (top) {
    const pooled = apply(tf.layers.globalAveragePooling2d({ name: averageName }), x);
    const { classes, activation } = top;
    return apply(
      tf.layers.dense({ name: 'predictions', units: classes, activation, kernelInitializer: kernel() }),
      pooled,
    );
  }
  if (pooling === 'avg') return apply(tf.layers.globalAveragePooling2d({ name: poolingNames.avg }), x);
  if (pooling === 'max') return apply(tf.layers.globalMaxPooling2d({ name: poolingNames.max }), x);
  return x;
}

/** Keras's names for unnamed layers. */
const unnamedPooling = { avg: 'global_average_pooling2d', max: 'global_max_pooling2d' };

/** The names in ResNet and DenseNet. */
export const namedPooling = { avg: 'avg_pool', max: 'max_pool' };
