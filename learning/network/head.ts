import * as tf from '@tensorflow/tfjs';
import { outputUnits } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { deriveSeed } from '../random/seeds.ts';
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

/**
 * A recipe's head for `classes` classes. The recipe's seed decides the weights (Glorot uniform) and the dropout masks.
 */
export function buildHead(recipe: Recipe, classes: number): Head {
  const { head } = recipe;
  const dense: tf.layers.Layer[] = [];
  const penalties: { layer: tf.layers.Layer; weight: number }[] = [];

  function addDense(
    name: string,
    units: number,
    activation: Recipe['head']['dense'][number]['activation'],
  ): tf.layers.Layer {
    const kernelInitializer = tf.initializers.glorotUniform({ seed: deriveSeed(recipe.seed, 'kernel', name) });
    const layer = tf.layers.dense({ name, units, activation, kernelInitializer });
    dense.push(layer);
    return layer;
  }
  function addDropout(name: string, rate: number): void {
    if (rate > 0) dense.push(new StepDropout(rate, deriveSeed(recipe.seed, 'dropout', name)));
  }

  for (const [index, { units, activation, dropout, l2 }] of head.dense.entries()) {
    const name = `head_dense_${index + 1}`;
    const layer = addDense(name, units, activation);
    if (l2 > 0) penalties.push({ layer, weight: l2 });
    addDropout(name, dropout);
  }
  addDropout('predictions', head.dropout);
  addDense('predictions', outputUnits(classes), 'linear');

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
      return tf.layers.flatten({ name: 'head_pooling' });
    case 'avg':
      return tf.layers.globalAveragePooling2d({ name: 'head_pooling' });
    case 'max':
      return tf.layers.globalMaxPooling2d({ name: 'head_pooling' });
    default:
      return pooling satisfies never;
  }
}
