import * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { buildBackbone } from '../backbones/registry.ts';
import { deriveSeed } from '../random/seeds.ts';
import { cutBefore } from './cut.ts';
import { buildHead } from './head.ts';

/** What is trained of a network. */
export interface TrainedPart {
  /** Features to logits: one a class, or a single one for two classes. */
  suffix: tf.LayersModel;
  /** The L2 penalties of the head, a scalar that the caller disposes of; null without any. */
  penalty(): tf.Scalar | null;
}

/** A recipe's network, in the two parts that a run handles apart. */
export interface RecipeModel extends TrainedPart {
  /** The network that named weights belong to. */
  backbone: tf.LayersModel;
  /** The head's layers on top of it. */
  head: tf.layers.Layer[];
  /** Images to features; null when the first layer is trained already. */
  prefix: tf.LayersModel | null;
  /**
   * Freezes other layers, as a further stage may want: both parts are cut anew, of the same layers with the parameters
   * they have.
   */
  refreeze(freeze: Recipe['freeze']): void;
}

/**
 * Builds a recipe's network for `classes` classes. Every parameter is what the recipe's seed makes it, until weights
 * are loaded.
 */
export function buildModel(recipe: Recipe, classes: number): RecipeModel {
  const backbone = buildBackbone(recipe.backbone, {
    inputSize: recipe.inputSize,
    seed: deriveSeed(recipe.seed, 'backbone'),
  });
  const head = buildHead(recipe, classes);
  const pooled = head.pooling.apply(backbone.outputs) as tf.SymbolicTensor;
  const network = tf.model({ inputs: backbone.inputs, outputs: pooled });

  function parts(freeze: Recipe['freeze']): Pick<RecipeModel, 'prefix' | 'suffix'> {
    const firstTrained =
      freeze === 'all' ? network.layers.length : firstTrainedLayer({ backbone: recipe.backbone, freeze });
    const { prefix, input, output } = cutBefore(network, firstTrained);
    const logits = head.dense.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, output);
    return { prefix, suffix: tf.model({ inputs: input, outputs: logits }) };
  }

  const model: RecipeModel = {
    backbone,
    head: head.dense,
    ...parts(recipe.freeze),
    penalty: head.penalty,
    refreeze: (freeze) => void Object.assign(model, parts(freeze)),
  };
  return model;
}

/** Counts a network's parameters; what `contracts/parameters` foretells. */
export function countParameters({ prefix, suffix }: RecipeModel): { total: number; trainable: number } {
  const total = (prefix?.countParams() ?? 0) + suffix.countParams();
  return { total, trainable: trainedVariables(suffix).reduce((sum, variable) => sum + variable.size, 0) };
}

/** The variables that training changes by gradients, in the network's order. */
export function trainedVariables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** All variables that training changes, also the moving averages that normalizations take, layer after layer. */
export function changingVariables(layers: tf.layers.Layer[]): tf.Variable[] {
  return layers.flatMap((layer) =>
    layer.trainable ? layer.weights.map((weight) => weight.read() as tf.Variable) : [],
  );
}
