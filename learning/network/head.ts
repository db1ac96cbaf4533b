import * as tf from '@tensorflow/tfjs';
import { outputUnits } from '#contracts/parameters';
import { deriveSeed } from '#contracts/random/deriveSeed';
import type { Recipe } from '#contracts/recipe';
import { autoNames } from '../backbones/builder.ts';
import { StepDropout } from './stepDropout.ts';

/** The layers on top of a backbone. */
export interface Head {
  /** It has no weights, so the features of a frozen backbone are stored after the pooling. */
  pooling: tf.layers.Layer;
  /** Every recipe trains these layers. The last one outputs logits: it has no sigmoid and no softmax. */
  dense: tf.layers.Layer[];
  /** The sum of the L2 penalties, a scalar that the caller disposes of; null if the recipe has none. */
  penalty(): tf.Scalar | null;
}

const earlierDenseName = (index: number) => `head_dense_${index + 1}`;
const earlierLastName = 'predictions';

/**
 * The names in checkpoints and saved models of versions that did not name a head's layers as Keras does, by the names
 * of today.
 */
export function earlierNames(head: readonly tf.layers.Layer[]): Map<string, string> {
  const named = head.filter((layer) => layer.weights.length > 0);
  return new Map(
    named.map(({ name }, index) => [name, index === named.length - 1 ? earlierLastName : earlierDenseName(index)]),
  );
}

/**
 * A recipe's head for `classes` classes, with the names that Keras gives its layers. The recipe's seed decides the
 * weights (Glorot uniform) and the dropout masks.
 */
export function buildHead(recipe: Recipe, classes: number): Head {
  const { head } = recipe;
  const dense: tf.layers.Layer[] = [];
  const penalties: { layer: tf.layers.Layer; weight: number }[] = [];

  const keras = autoNames();

  /** `purpose` tells the seeds of the layers apart. The layers once had these names, and the numbers stay the same. */
  function addDense(
    purpose: string,
    units: number,
    activation: Recipe['head']['dense'][number]['activation'],
  ): tf.layers.Layer {
    const kernelInitializer = tf.initializers.glorotUniform({ seed: deriveSeed(recipe.seed, 'kernel', purpose) });
    const layer = tf.layers.dense({ name: keras('dense'), units, activation, kernelInitializer });
    dense.push(layer);
    return layer;
  }
  function addDropout(purpose: string, rate: number): void {
    if (rate > 0) dense.push(new StepDropout(keras('dropout'), rate, deriveSeed(recipe.seed, 'dropout', purpose)));
  }

  for (const [index, { units, activation, dropout, l2 }] of head.dense.entries()) {
    const purpose = earlierDenseName(index);
    const layer = addDense(purpose, units, activation);
    if (l2 > 0) penalties.push({ layer, weight: l2 });
    addDropout(purpose, dropout);
  }
  addDropout(earlierLastName, head.dropout);
  addDense(earlierLastName, outputUnits(classes), 'linear');

  return {
    pooling: poolingLayer(head.pooling),
    dense,
    penalty() {
      if (penalties.length === 0) return null;
      return tf.tidy(() =>
        tf.addN(penalties.map(({ layer, weight }) => kernelOf(layer).square().sum().mul(weight))),
      ) as tf.Scalar;
    },
  };
}

function kernelOf(layer: tf.layers.Layer): tf.Tensor {
  return layer.weights[0]!.read();
}

function poolingLayer(pooling: Recipe['head']['pooling']): tf.layers.Layer {
  switch (pooling) {
    case 'flatten':
      return tf.layers.flatten({ name: 'flatten' });
    case 'avg':
      return tf.layers.globalAveragePooling2d({ name: 'global_average_pooling2d' });
    case 'max':
      return tf.layers.globalMaxPooling2d({ name: 'global_max_pooling2d' });
    default:
      return pooling satisfies never;
  }
}
