import type * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import { stagesOf } from '#contracts/stages';
import type { SavedModel } from '../network/savedModel.ts';
import { inKerasOrder } from './kerasOrder.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A layer in Keras's words. */
export interface KerasLayer {
  name: string;
  className: string;
  /** The constructor's arguments; what is not there has Keras's default. */
  config: Record<string, Json>;
  /** Names of the layers that it is applied to. */
  inputs: string[];
  /** The batch first, which is null. */
  outputShape: (number | null)[];
  /** In Keras's order and under its names: kernel and bias; gamma, beta, moving_mean and moving_variance. */
  weights: { name: string; shape: number[]; values(): Float32Array }[];
}

/**
 * All layers of a trained network from its images to its probabilities, in the order in which Keras lists them. They
 * are trainable where the recipe's last stage trained them. Throws an Error that names a layer of an unknown class.
 */
export function kerasLayers({ recipe, model }: Pick<SavedModel, 'recipe' | 'model'>): KerasLayer[] {
  const { freeze } = stagesOf(recipe).at(-1)!;
  const firstTrained = firstTrainedLayer({ backbone: recipe.backbone, freeze });
  const layers = model.backbone.layers.flatMap((layer, index) => {
    const { inputTensors } = layer.inboundNodes[0]!;
    // An InputLayer is its own input.
    const inputs = inputTensors.map(({ sourceLayer }) => sourceLayer.name).filter((name) => name !== layer.name);
    return translate(layer, inputs, index >= firstTrained);
  });
  let last = model.backbone.outputs[0]!.sourceLayer.name;
  for (const layer of [model.pooling, ...model.head]) {
    layers.push(...translate(layer, [last], true));
    last = layer.name;
  }
  const logits = layers.at(-1)!;
  logits.config.activation = logits.outputShape[1] === 1 ? 'sigmoid' : 'softmax';
  // Each dense layer has its penalty at its own place.
  const dense = layers.filter(({ className }) => className === 'Dense');
  for (const [index, { l2 }] of recipe.head.dense.entries())
    if (l2 > 0) dense[index]!.config.kernel_regularizer = { class_name: 'L1L2', config: { l1: 0, l2 } };
  return inKerasOrder(layers);
}

/** Of each class, the settings that decide what it computes, under Keras's names. */
const settings: Record<string, readonly string[]> = {
  Conv2D: ['filters', 'kernel_size', 'strides', 'padding', 'dilation_rate', 'activation', 'use_bias'],
  DepthwiseConv2D: ['kernel_size', 'strides', 'padding', 'dilation_rate', 'depth_multiplier', 'activation', 'use_bias'],
  SeparableConv2D: [
    'filters',
    'kernel_size',
    'strides',
    'padding',
    'dilation_rate',
    'depth_multiplier',
    'activation',
    'use_bias',
  ],
  BatchNormalization: ['axis', 'momentum', 'epsilon', 'center', 'scale'],
  Activation: ['activation'],
  ReLU: ['max_value'],
  ZeroPadding2D: ['padding'],
  Cropping2D: ['cropping'],
  MaxPooling2D: ['pool_size', 'strides', 'padding'],
  AveragePooling2D: ['pool_size', 'strides', 'padding'],
  GlobalAveragePooling2D: [],
  GlobalMaxPooling2D: [],
  Add: [],
  Concatenate: ['axis'],
  Flatten: [],
  Dense: ['units', 'activation', 'use_bias'],
  Dropout: ['rate', 'seed'],
};

function translate(layer: tf.layers.Layer, inputs: string[], trainable: boolean): KerasLayer[] {
  const { name } = layer;
  const className = layer.getClassName();
  const common = { name, trainable, dtype: 'float32' };
  const outputShape = layer.outputShape as (number | null)[];
  const config = layer.getConfig();
  if (className === 'InputLayer')
    return [{ name, className, config: { name, dtype: 'float32' }, inputs, outputShape, weights: [] }];
  if (className === 'CustomScaleLayer') return scaledSum(name, config.scale as number, inputs, outputShape, trainable);
  const wanted = settings[className];
  if (!wanted) throw new Error(`expected layers that Keras has, received ${name} (${className})`);
  const own = wanted.flatMap((key): [string, Json][] => {
    const value = config[key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
    return value === undefined ? [] : [[key, value as Json]];
  });
  const weights = layer.weights.map((weight) => ({
    name: weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1),
    shape: weight.shape as number[],
    values: () => weight.read().dataSync<'float32'>() as Float32Array,
  }));
  return [{ name, className, config: { ...common, ...Object.fromEntries(own) }, inputs, outputShape, weights }];
}

/**
 * InceptionResNetV2's x + scale · residual. Keras has a private class for it, which `load_model` does not find in an
 * .h5 file and which TensorFlow.js does not have. Rescaling and Add are everywhere.
 */
function scaledSum(
  name: string,
  scale: number,
  [x, residual]: string[],
  outputShape: (number | null)[],
  trainable: boolean,
): KerasLayer[] {
  const scaled = `${name}_scaled`;
  const config = { trainable, dtype: 'float32' };
  return [
    {
      name: scaled,
      className: 'Rescaling',
      config: { name: scaled, ...config, scale, offset: 0 },
      inputs: [residual!],
      outputShape,
      weights: [],
    },
    { name, className: 'Add', config: { name, ...config }, inputs: [x!, scaled], outputShape, weights: [] },
  ];
}
