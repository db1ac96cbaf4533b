import * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { buildBackbone } from '../backbones/registry.ts';
import { cutBefore } from '../features/cut.ts';
import { buildHead } from './head.ts';
import { deriveSeed } from './random.ts';

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
  /** Images to features; null when the first layer is trained already. */
  prefix: tf.LayersModel | null;
}

/** Builds a recipe's network for `classes` classes. Every parameter is what the recipe's seed makes it, until weights are loaded. */
export function buildModel(recipe: Recipe, classes: number): RecipeModel {
  const backbone = buildBackbone(recipe.backbone, { inputSize: recipe.inputSize, seed: deriveSeed(recipe.seed, 'backbone') });
  const head = buildHead(recipe, classes);
  const pooled = head.pooling.apply(backbone.outputs) as tf.SymbolicTensor;
  const network = tf.model({ inputs: backbone.inputs, outputs: pooled });
  const { prefix, input, output } = cutBefore(network, recipe.freeze === 'all' ? network.layers.length : firstTrainedLayer(recipe));
  const logits = head.dense.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, output);
  return { backbone, prefix, suffix: tf.model({ inputs: input, outputs: logits }), penalty: head.penalty };
}

/** Counts a network's parameters; what `contracts/parameters` foretells. */
export function countParameters({ prefix, suffix }: RecipeModel): { total: number; trainable: number } {
  const total = (prefix?.countParams() ?? 0) + suffix.countParams();
  return { total, trainable: trainedVariables(suffix).reduce((sum, variable) => sum + variable.size, 0) };
}

/** The variables that training changes, in the network's order. */
export function trainedVariables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
