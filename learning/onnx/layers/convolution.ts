import type * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import {
  type Operand,
  type Pair,
  pairSchema,
  settingsOf,
  type Translate,
  type Translation,
  weightsOf,
} from '../translation.ts';
import { winograd as addWinograd, isWorthWinograd } from '../winograd.ts';
import { activate, activationSchema } from './activation.ts';
import { foldInto } from './normalization.ts';
import { type Window, windowAttributes, windowSchema } from './window.ts';

const conv2d: Translate = (translation) => {
  const { window, activation } = convolutionSettings(translation.layer);
  const { kernel, bias } = weightsOf(translation.layer);
  const convolved = convolve(translation, translation.inputs[0], window, outputsFirst(kernel!), bias);
  return activate(translation, convolved, activation);
};

const depthwiseConv2d: Translate = (translation) => {
  const { window, activation } = convolutionSettings(translation.layer);
  const { depthwise_kernel, bias } = weightsOf(translation.layer);
  const convolved = convolve(translation, translation.inputs[0], window, channelByChannel(depthwise_kernel!), bias);
  return activate(translation, convolved, activation);
};

const separableConv2d: Translate = (translation) => {
  const { layer, inputs, shape } = translation;
  const { window, activation } = convolutionSettings(layer);
  const { depthwise_kernel, pointwise_kernel, bias } = weightsOf(layer);
  const channels = channelByChannel(depthwise_kernel!);
  const between = convolve({ ...translation, normalization: null }, inputs[0], window, channels, undefined);
  const operand = { name: between, shape: [...shape.slice(0, 2), channels.dims[0]!] };
  const mixed = convolve(translation, operand, pointwise, outputsFirst(pointwise_kernel!), bias);
  return activate(translation, mixed, activation);
};

export const convolutions: Record<string, Translate> = {
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  SeparableConv2D: separableConv2d,
};

/** True for a layer that can include the BatchNormalization behind it. */
export function endsWithConvolution(layer: tf.layers.Layer): boolean {
  return layer.getClassName() in convolutions && layer.getConfig().activation === 'linear';
}

/** True for a layer that can include the ZeroPadding2D before it. */
export function beginsWithUnpaddedConvolution(layer: tf.layers.Layer): boolean {
  return layer.getClassName() in convolutions && layer.getConfig().padding === 'valid';
}

const convolutionSchema = windowSchema.extend({
  kernelSize: pairSchema,
  dilationRate: pairSchema,
  activation: activationSchema,
});

const pointwise: Window = { size: [1, 1], strides: [1, 1], dilations: [1, 1], padding: 'valid' };

function convolutionSettings(layer: tf.layers.Layer): { window: Window; activation: z.infer<typeof activationSchema> } {
  const { kernelSize, strides, dilationRate, padding, activation } = settingsOf(layer, convolutionSchema);
  return { window: { size: kernelSize, strides, dilations: dilationRate, padding }, activation };
}

function isThreeByThree({ size, strides, dilations }: Window): boolean {
  return size.every((side) => side === 3) && [...strides, ...dilations].every((step) => step === 1);
}

interface Kernel {
  values: Float32Array;
  /** [outputs, inputs of a group, rows, columns] */
  dims: [number, number, number, number];
  groups: number;
}

function convolve(
  { graph, layer, shape, normalization, winograd }: Translation,
  input: Operand,
  window: Window,
  { values, dims, groups }: Kernel,
  biasWeight: tf.Tensor | undefined,
): string {
  const outputs = dims[0];
  const plain = { kernel: values, bias: biasWeight?.dataSync<'float32'>() ?? new Float32Array(outputs) };
  const { kernel, bias } = normalization ? foldInto(plain, normalization) : plain;
  const attributes = windowAttributes(window, input);
  const to: Pair = [shape[0]!, shape[1]!];
  if (winograd && isThreeByThree(window) && groups === 1 && isWorthWinograd(dims[1], outputs, to))
    return addWinograd(graph, layer.name, input.name, { kernel, bias, pads: attributes.pads, to });
  return graph.node(layer.name, 'Conv', [input.name, graph.constant(kernel, dims), graph.constant(bias, [outputs])], {
    ...attributes,
    dilations: [...window.dilations],
    group: groups,
  });
}

/** [rows, columns, inputs, outputs] → [outputs, inputs, rows, columns]. */
function outputsFirst(kernel: tf.Tensor): Kernel {
  const [rows, columns, inputs, outputs] = kernel.shape as [number, number, number, number];
  return {
    values: reversed(kernel, [rows * columns, inputs, outputs]),
    dims: [outputs, inputs, rows, columns],
    groups: 1,
  };
}

/** [rows, columns, channels, multiplier] → [channels · multiplier, 1, rows, columns], one group a channel. */
function channelByChannel(kernel: tf.Tensor): Kernel {
  const [rows, columns, channels, multiplier] = kernel.shape as [number, number, number, number];
  const outputs = channels * multiplier;
  return {
    values: reversed(kernel, [rows * columns, 1, outputs]),
    dims: [outputs, 1, rows, columns],
    groups: channels,
  };
}

/** [places, inputs, outputs] → [outputs, inputs, places]. A hundred times faster than `tf.transpose` on WASM. */
function reversed(kernel: tf.Tensor, [places, inputs, outputs]: [number, number, number]): Float32Array {
  const values = kernel.dataSync<'float32'>();
  const result = new Float32Array(values.length);
  let from = 0;
  for (let place = 0; place < places; place++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++)
        result[(output * inputs + input) * places + place] = values[from++]!;
  return result;
}
