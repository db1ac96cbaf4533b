import * as tf from '@tensorflow/tfjs';
import { type CutLayer, cutPlace } from './cutPlace.ts';
import { joinTensors, partTensors } from './joinedTensors.ts';

/** A network in two parts that share its layers and so its parameters. */
export interface Cut {
  /** The frozen part; null when there is none, and the rest begins with the images. */
  prefix: tf.LayersModel | null;
  /** The rest as a graph: what enters it (the prefix's output) and what leaves it. */
  input: tf.SymbolicTensor;
  output: tf.SymbolicTensor;
}

/**
 * Freezes the layers before number `firstTrained` and cuts the network there, or where `cutPlace` says. Where several
 * tensors cross, the prefix answers them joined, one row of values an image, and the rest begins by taking them apart:
 * whatever runs a prefix and keeps its features knows one tensor only. Frozen layers behind the cut stay frozen.
 */
export function cutBefore(network: tf.LayersModel, firstTrained: number): Cut {
  for (const [index, layer] of network.layers.entries()) layer.trainable = index >= firstTrained;
  const { at, crossing } = cutPlace(cutLayers(network), firstTrained);
  if (at === 0) return { prefix: null, input: network.inputs[0]!, output: network.outputs[0]! };
  const tensors = crossing.map((index) => outputOf(network.layers[index]!));
  const prefix = tf.model({ inputs: network.inputs, outputs: joinTensors(tensors) });
  const input = tf.input({ name: 'features', shape: prefix.outputs[0]!.shape.slice(1) });
  const parts = partTensors(input, tensors);
  return {
    prefix,
    input,
    output: reapply(network, at, new Map(tensors.map((tensor, index) => [tensor, parts[index]!]))),
  };
}

/** The layers of a network that was built for one input size, as `cutPlace` sees them. */
export function cutLayers({ layers, outputs }: tf.LayersModel): CutLayer[] {
  const lastReaders = new Map<tf.SymbolicTensor, number>();
  for (const [index, layer] of layers.entries())
    for (const tensor of ownNode(layer).inputTensors) lastReaders.set(tensor, index);
  for (const tensor of outputs) lastReaders.set(tensor, layers.length);
  return layers.map((layer) => {
    const output = outputOf(layer);
    return { outputs: tf.util.sizeFromShape(output.shape.slice(1) as number[]), lastReader: lastReaders.get(output)! };
  });
}

/** Applies the layers from `at` on again, to what takes the place of the tensors before them. */
function reapply(
  network: tf.LayersModel,
  at: number,
  renewed: Map<tf.SymbolicTensor, tf.SymbolicTensor>,
): tf.SymbolicTensor {
  for (const layer of network.layers.slice(at)) {
    const inputs = ownNode(layer).inputTensors.map((tensor) => renewed.get(tensor)!);
    renewed.set(outputOf(layer), layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor);
  }
  return renewed.get(network.outputs[0]!)!;
}

/** A layer's first node is its place in the network; applying the layer again adds others. */
function ownNode(layer: tf.layers.Layer) {
  return layer.inboundNodes[0]!;
}

function outputOf(layer: tf.layers.Layer): tf.SymbolicTensor {
  return ownNode(layer).outputTensors[0]!;
}
