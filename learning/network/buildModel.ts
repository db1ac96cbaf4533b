import * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import { deriveSeed } from '#contracts/random/deriveSeed';
import type { Recipe } from '#contracts/recipe';
import { buildBackbone } from '../backbones/registry.ts';
import { cutBefore } from './cut.ts';
import { buildHead } from './head.ts';

/** The trained part of a network. */
export interface TrainedPart {
  /** Features → logits: [batch, classes], or [batch, 1] for two classes. */
  suffix: tf.LayersModel;
  /** The sum of the head's L2 penalties, a scalar that the caller disposes of; null if the recipe has none. */
  penalty(): tf.Scalar | null;
}

/** A recipe's network, cut into the frozen prefix and the trained suffix. */
export interface RecipeModel extends TrainedPart {
  /** Keras's network without its top: named weights belong to it. */
  backbone: tf.LayersModel;
  /** The pooling between the backbone and the head; it has no weights. */
  pooling: tf.layers.Layer;
  /** The layers of the head, without the pooling. */
  head: tf.layers.Layer[];
  /** Images → features; null if nothing before the cut is frozen. */
  prefix: tf.LayersModel | null;
  /** Freezes other layers for a further stage, and cuts the network there. The layers and their weights stay. */
  refreeze(freeze: Recipe['freeze']): void;
}

/** Builds a recipe's network for `classes` classes. The recipe's seed decides all initial weights. */
export function buildModel(recipe: Recipe, classes: number): RecipeModel {
  const backbone = buildBackbone(recipe.backbone, {
    inputSize: recipe.inputSize,
    seed: deriveSeed(recipe.seed, 'backbone'),
  });
  const head = buildHead(recipe, classes);
  const pooled = head.pooling.apply(backbone.outputs) as tf.SymbolicTensor;
  const network = tf.model({ inputs: backbone.inputs, outputs: pooled });

  function cutAt(freeze: Recipe['freeze']): Pick<RecipeModel, 'prefix' | 'suffix'> {
    const firstTrained =
      freeze === 'all' ? network.layers.length : firstTrainedLayer({ backbone: recipe.backbone, freeze });
    const { prefix, input, output } = cutBefore(network, firstTrained);
    const logits = head.dense.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, output);
    return { prefix, suffix: tf.model({ inputs: input, outputs: logits }) };
  }

  const model: RecipeModel = {
    backbone,
    pooling: head.pooling,
    head: head.dense,
    ...cutAt(recipe.freeze),
    penalty: head.penalty,
    refreeze: (freeze) => void Object.assign(model, cutAt(freeze)),
  };
  return model;
}

/** Counts a network's parameters. `contracts/parameters` computes the same numbers from the recipe. */
export function countParameters({ prefix, suffix }: RecipeModel): { total: number; trainable: number } {
  const total = (prefix?.countParams() ?? 0) + suffix.countParams();
  return { total, trainable: trainedVariables(suffix).reduce((sum, variable) => sum + variable.size, 0) };
}

/** The variables that gradients update, in the network's order. */
export function trainedVariables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** All variables that training changes, layer after layer: the moving averages of BatchNormalization too. */
export function changingVariables(layers: tf.layers.Layer[]): tf.Variable[] {
  return layers.flatMap((layer) =>
    layer.trainable ? layer.weights.map((weight) => weight.read() as tf.Variable) : [],
  );
}
