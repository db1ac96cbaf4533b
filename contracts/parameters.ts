import { backbones } from './backbones.ts';
import type { Recipe } from './recipe.ts';
import { stagesOf } from './stages.ts';

export interface ParameterCounts {
  total: number;
  /** Trained in the first stage. */
  trainable: number;
  /** Trained in each stage, the first included. */
  trainableByStage: number[];
  /** Parameters of the layers on top of the backbone; all are trained. */
  head: number;
}

/** Units of the last layer: one sigmoid for two classes, else one softmax output a class. */
export function outputUnits(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/** A number of float32 parameters and what they weigh, as Keras's `summary()` prints it: "1,281 (5.00 KB)". */
export function sizeInKerasWords(params: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const bytes = params * Float32Array.BYTES_PER_ELEMENT;
  const unit = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${params.toLocaleString('en')} (${(bytes / 1024 ** unit).toFixed(2)} ${units[unit]})`;
}

/** How many parameters a recipe's model has for `classes` classes, before anything is built. */
export function parameterCounts(recipe: Recipe, classes: number): ParameterCounts {
  const backbone = backbones[recipe.backbone];
  const total = backbone.layers.reduce((sum, layer) => sum + layer.params, 0);
  const [rows, columns, channels] = backbone.outputShape(recipe.inputSize);
  let inputs = recipe.head.pooling === 'flatten' ? rows * columns * channels : channels;
  let head = 0;
  for (const units of [...recipe.head.dense.map((dense) => dense.units), outputUnits(classes)]) {
    head += inputs * units + units;
    inputs = units;
  }
  const trainableByStage = backboneTrainedByStage(recipe).map((trained) => head + trained);
  return { total: total + head, trainable: trainableByStage[0]!, trainableByStage, head };
}

/** Whether some stage of a recipe trains parameters of its backbone. */
export function trainsBackbone(recipe: Recipe): boolean {
  return backboneTrainedByStage(recipe).some((trained) => trained > 0);
}

/** How many parameters of its backbone each stage of a recipe trains. */
export function backboneTrainedByStage(recipe: Recipe): number[] {
  return stagesOf(recipe).map(({ freeze }) => trainedInBackbone({ backbone: recipe.backbone, freeze }));
}

function trainedInBackbone(recipe: Pick<Recipe, 'backbone' | 'freeze'>): number {
  const trained = backbones[recipe.backbone].layers.slice(firstTrainedLayer(recipe));
  return trained.reduce((sum, layer) => sum + layer.trainableParams, 0);
}

/** Index of the first backbone layer that is trained; the number of layers when all are frozen. */
export function firstTrainedLayer(recipe: Pick<Recipe, 'backbone' | 'freeze'>): number {
  const { layers } = backbones[recipe.backbone];
  const { freeze } = recipe;
  if (freeze === 'all') return layers.length;
  if (freeze === 'none') return 0;
  return layers.findIndex((layer) => layer.name === freeze.before);
}
