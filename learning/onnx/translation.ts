import type * as tf from '@tensorflow/tfjs';
import type { Graph } from './graph.ts';
import type { Margins } from './margins.ts';

/**
 * A tensor of the network. `shape` is TensorFlow.js's, without the batch; in the graph, one of three dimensions lies
 * with its channels first ([batch, channels, rows, columns]), because that is how ONNX convolves.
 */
export interface Operand {
  name: string;
  shape: number[];
  /** Zeros around it that the graph's tensor lacks: the convolution that reads it puts them there. */
  zeros?: Margins;
}

/** What a layer is translated from. */
export interface Translation {
  graph: Graph;
  layer: tf.layers.Layer;
  inputs: [Operand, ...Operand[]];
  /** Of the layer's answer, as an operand's. */
  shape: number[];
  /** The BatchNormalization behind a convolution that takes it in; then it adds nothing itself. */
  normalization: tf.layers.Layer | null;
  /** True where convolutions may be Winograd's. */
  winograd: boolean;
}

/**
 * Adds a layer to the graph and answers the name of its output. Throws where the layer has a setting that is not
 * translated.
 */
export type Translate = (translation: Translation) => string;

/** A layer's weights by Keras's names for them, such as `kernel` or `moving_mean`. They stay the layer's. */
export function weightsOf(layer: tf.layers.Layer): Record<string, tf.Tensor | undefined> {
  return Object.fromEntries(
    layer.weights.map((weight) => [weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1), weight.read()]),
  );
}
