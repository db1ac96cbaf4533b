import * as tf from '@tensorflow/tfjs';
import { type CutLayer, cutPlace } from './cutPlace.ts';
import { joinTensors, splitTensors } from './joinedTensors.ts';

/** A network in two parts. They share its layers, and so its weights. */
export interface Cut {
  /** The frozen prefix; null if there is none, and the suffix begins with the images. */
  prefix: tf.LayersModel | null;
  /** The trained suffix as a graph: its input (features, the prefix's output) and its output. */
  input: tf.SymbolicTensor;
  output: tf.SymbolicTensor;
}

/**
 * Freezes the layers before index `firstTrained` and cuts the network where `cutPlace` says. If several tensors cross
 * the cut, the prefix joins them to one row of values an image and the suffix begins by splitting it: so a prefix
 * always has one output. Frozen layers behind the cut stay frozen.
 */
export function cutBefore(network: tf.LayersModel, firstTrained: number): Cut {
  for (const [index, layer] of network.layers.entries()) layer.trainable = index >= firstTrained;
  const { at, crossing } = cutPlace(cutLayers(network), firstTrained);
  if (at === 0) return { prefix: null, input: network.inputs[0]!, output: network.outputs[0]! };
  const tensors = crossing.map((index) => outputOf(network.layers[index]!));
  const prefix = tf.model({ inputs: network.inputs, outputs: joinTensors(tensors) });
  const input = tf.input({ name: 'features', shape: prefix.outputs[0]!.shape.slice(1) });
  const parts = splitTensors(input, tensors);
  return {
    prefix,
    input,
    output: reapply(network, at, new Map(tensors.map((tensor, index) => [tensor, parts[index]!]))),
  };
}

/** What `cutPlace` needs to know of a network's layers. The network is built for one input size. */
export function cutLayers({ layers, outputs }: tf.LayersModel): CutLayer[] {
  const lastReaders = new Map<tf.SymbolicTensor, number>();
  for (const [index, layer] of layers.entries())
    for (const tensor of firstNode(layer).inputTensors) lastReaders.set(tensor, index);
  for (const tensor of outputs) lastReaders.set(tensor, layers.length);
  return layers.map((layer) => {
    const output = outputOf(layer);
    return { outputs: tf.util.sizeFromShape(output.shape.slice(1) as number[]), lastReader: lastReaders.get(output)! };
  });
}

/** Applies the layers from index `at` on once more. `replaced` maps each tensor before them to its replacement. */
function reapply(
  network: tf.LayersModel,
  at: number,
  replaced: Map<tf.SymbolicTensor, tf.SymbolicTensor>,
): tf.SymbolicTensor {
  for (const layer of network.layers.slice(at)) {
    const inputs = firstNode(layer).inputTensors.map((tensor) => replaced.get(tensor)!);
    replaced.set(outputOf(layer), layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor);
  }
  return replaced.get(network.outputs[0]!)!;
}

/** A layer's first node is its place in the network. Each further application adds a node. */
function firstNode(layer: tf.layers.Layer) {
  return layer.inboundNodes[0]!;
}

function outputOf(layer: tf.layers.Layer): tf.SymbolicTensor {
  return firstNode(layer).outputTensors[0]!;
}
