import * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { buildBackbone } from '../backbones/registry.ts';
import { startPlainJavaScript } from '../engine/plainJavaScript.ts';
import { buildHead } from './head.ts';

interface LayerDescription {
  name: string;
  className: string;
  /** With the batch dimension first, which is null. */
  outputShape: (number | null)[];
  params: number;
  trainable: boolean;
}

export interface ModelDescription {
  layers: LayerDescription[];
  totalParams: number;
  trainableParams: number;
  nonTrainableParams: number;
}

/** Keras's `summary()` of a recipe's network for `classes` classes, with the layers of the head. */
export async function describeModel(recipe: Recipe, classes: number): Promise<ModelDescription> {
  await startPlainJavaScript();
  const backbone = buildBackbone(recipe.backbone, { inputSize: recipe.inputSize, seed: null });
  const head = buildHead(recipe, classes);
  let x = backbone.outputs[0]!;
  for (const layer of [head.pooling, ...head.dense]) x = layer.apply(x) as tf.SymbolicTensor;
  const network = tf.model({ inputs: backbone.inputs, outputs: x });

  const firstTrained = recipe.freeze === 'all' ? backbone.layers.length : firstTrainedLayer(recipe);
  for (const [index, layer] of network.layers.entries()) layer.trainable = index >= firstTrained;
  const layers = network.layers.map(
    (layer): LayerDescription => ({
      name: layer.name,
      className: layer.getClassName(),
      outputShape: layer.outputShape as (number | null)[],
      params: layer.countParams(),
      trainable: layer.trainable,
    }),
  );
  const totalParams = network.countParams();
  const trainableParams = network.trainableWeights.reduce(
    (sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]),
    0,
  );
  return { layers, totalParams, trainableParams, nonTrainableParams: totalParams - trainableParams };
}
