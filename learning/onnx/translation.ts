import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Graph } from './graph.ts';

/**
 * Adds a layer to the graph and returns the name of its output. Throws an Error if the layer has a setting that is not
 * translated.
 */
export type Translate = (translation: Translation) => string;

/** A layer and its place in the graph. */
export interface Translation {
  graph: Graph;
  layer: tf.layers.Layer;
  inputs: [Operand, ...Operand[]];
  /** The shape of the layer's output, like an operand's. */
  shape: number[];
  /** The BatchNormalization behind a convolution, if the convolution includes it. */
  normalization: tf.layers.Layer | null;
  /** True if convolutions may use Winograd's algorithm. */
  winograd: boolean;
  /** Whether any ONNX Runtime, with its default optimizers, must compute the same. */
  portable: boolean;
}

/**
 * A tensor of the network. `shape` is TensorFlow.js's, without the batch. In the graph, a tensor of three dimensions
 * has its channels first, [batch, channels, rows, columns], because ONNX convolves that way.
 */
export interface Operand {
  name: string;
  shape: number[];
  /** The zeros of a ZeroPadding2D that the graph's tensor lacks: the convolution that reads it adds them. */
  zeros?: Margins;
}

/** [batch, rows, columns, channels] → [batch, channels, rows, columns]. */
export function channelsFirst(graph: Graph, name: string): string {
  return graph.node('channels_first', 'Transpose', [name], { perm: [0, 3, 1, 2] });
}

/** An operand with TensorFlow.js's layout: channels last. */
export function channelsLast(graph: Graph, { name, shape }: Operand): string {
  return shape.length === 3 ? graph.node('channels_last', 'Transpose', [name], { perm: [0, 2, 3, 1] }) : name;
}

/** A layer's weights by Keras's names, such as `kernel` or `moving_mean`. The layer keeps them. */
export function weightsOf(layer: tf.layers.Layer): Record<string, tf.Tensor | undefined> {
  return Object.fromEntries(
    layer.weights.map((weight) => [weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1), weight.read()]),
  );
}

/**
 * The settings of a layer that `schema` names. Throws an Error, naming the layer and the setting, if one does not fit.
 */
export function settingsOf<Schema extends z.ZodObject>(layer: tf.layers.Layer, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(layer.getConfig());
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new Error(
    `expected ${layer.name} (${layer.getClassName()}) to be set as ONNX can be, but its ` +
      `${path.join('.')} is not: ${message}`,
  );
}

/** [rows, columns], or [before, after]. */
export const pairSchema = z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly();
export type Pair = z.infer<typeof pairSchema>;

/** [[top, bottom], [left, right]], as in ZeroPadding2D and Cropping2D. */
export const marginsSchema = z.tuple([pairSchema, pairSchema]).readonly();
export type Margins = z.infer<typeof marginsSchema>;
