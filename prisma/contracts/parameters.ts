import { backbones } from './backbones.ts';
import type { Recipe } from './recipe.ts';

export interface ParameterCounts {
  total: number;
  trainable: number;
  /** Parameters of the layers on top of the backbone; all are trained. */
  head: number;
}

/** Units of the last layer: one sigmoid for two classes, else one softmax output a class. */
export function outputUnits(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/** How many parameters a recipe's model has for `classes` classes, before anything is built. */
export function parameterCounts(recipe: Recipe, classes: number): ParameterCounts {
  const backbone = backbones[recipe.backbone];
  const firstTrained = firstTrainedLayer(recipe);
  let total = 0;
  let trainable = 0;
  for (const [index, layer] of backbone.layers.entries()) {
    total += layer.params;
    if (index >= firstTrained) trainable += layer.trainableParams;
  }
  const [rows, columns, channels] = backbone.outputShape(recipe.inputSize);
  let inputs = recipe.head.pooling === 'flatten' ? rows * columns * channels : channels;
  let head = 0;
  for (const units of [...recipe.head.dense.map((dense) => dense.units), outputUnits(classes)]) {
    head += inputs * units + units;
    inputs = units;
  }
  return { total: total + head, trainable: trainable + head, head };
}

/** Index of the first backbone layer that is trained; the number of layers when all are frozen. */
export function firstTrainedLayer(recipe: Pick<Recipe, 'backbone' | 'freeze'>): number {
  const { layers } = backbones[recipe.backbone];
  const { freeze } = recipe;
  if (freeze === 'all') return layers.length;
  if (freeze === 'none') return 0;
  return layers.findIndex((layer) => layer.name === freeze.before);
}
