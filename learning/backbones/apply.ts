import type * as tf from '@tensorflow/tfjs';

/** Adds a layer to the graph: its one output, without the alternatives that `Layer.apply` is typed with. */
export function apply(layer: tf.layers.Layer, input: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(input) as tf.SymbolicTensor;
}
