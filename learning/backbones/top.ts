import * as tf from '@tensorflow/tfjs';
import { apply } from './apply.ts';
import type { BackboneOptions } from './options.ts';
import type { Initializer } from './seeds.ts';

/**
 * Ends a network as most of Keras's end. With `top`: global average pooling (`averageName`) and the classifier
 * `predictions`, → [batch, classes]. Else with `pooling`: global pooling (`poolingNames`), → [batch, channels]. Else
 * `x` as it is.
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

/** As Keras names unnamed layers. */
const unnamedPooling = { avg: 'global_average_pooling2d', max: 'global_max_pooling2d' };

/** As ResNet and DenseNet name them. */
export const namedPooling = { avg: 'avg_pool', max: 'max_pool' };
