import type * as tf from '@tensorflow/tfjs';
import { channelsFirst, channelsLast } from './channels.ts';
import { encodeModel } from './format.ts';
import { type FinishedGraph, type Given, newGraph } from './graph.ts';
import { activations } from './layers/activation.ts';
import { beginsWithUnpaddedConvolution, convolutions, endsWithConvolution } from './layers/convolution.ts';
import { joinings } from './layers/joining.ts';
import { normalizations } from './layers/normalization.ts';
import { poolings } from './layers/pooling.ts';
import { shapes, zerosOf } from './layers/shape.ts';
import type { Operand, Translate } from './translation.ts';

/** By Keras's class names. */
const translations: Record<string, Translate> = {
  ...convolutions,
  ...normalizations,
  ...activations,
  ...poolings,
  ...joinings,
  ...shapes,
};

/** What the graph's input and output are called. */
export const graphInput = 'images';

export interface GraphOptions {
  /** Convolutions that are quicker on processors that way are Winograd's: the same but for the last bits. */
  winograd?: boolean;
}

/** What ONNX Runtime answers a network's questions with. */
export interface OnnxModel {
  file: Uint8Array;
  given: Given;
}

/**
 * A network in inference as an ONNX file: `images` [batch, rows, columns, channels] → one output, as TensorFlow.js
 * answers it, any batch size. The parameters are copied into it, a BatchNormalization right behind a convolution as
 * part of that; those of Winograd's convolutions are given beside it. Throws an Error that names the layer where one is
 * of a class, or set in a way, that is not translated.
 */
export function exportOnnx(network: tf.LayersModel, options: GraphOptions = {}): OnnxModel {
  const { message, given } = writeGraph(network, options);
  return { file: encodeModel(message), given };
}

/** The same before it is encoded. The parameters are not copied where they need not be changed. */
export function writeGraph(network: tf.LayersModel, { winograd = false }: GraphOptions = {}): FinishedGraph {
  const [input] = network.inputs as [tf.SymbolicTensor];
  const dims = shapeOf(input);
  const graph = newGraph();
  const operands = new Map<tf.SymbolicTensor, Operand>();
  operands.set(input, { name: dims.length === 3 ? channelsFirst(graph, graphInput) : graphInput, shape: dims });
  const takenIn = new Set<tf.layers.Layer>();

  for (const layer of network.layers) {
    // A layer's first node is its place in the network; others are in networks that share it.
    const { inputTensors, outputTensors } = layer.inboundNodes[0]!;
    const output = outputTensors[0]!;
    if (output === input) continue;
    const inputs = inputTensors.map((tensor) => operands.get(tensor)!) as [Operand, ...Operand[]];
    if (takenIn.has(layer)) {
      operands.set(output, inputs[0]);
      continue;
    }
    const readers = readersOf(network, output);
    const shape = shapeOf(output);
    if (
      layer.getClassName() === 'ZeroPadding2D' &&
      readers.length > 0 &&
      readers.every(beginsWithUnpaddedConvolution)
    ) {
      operands.set(output, { name: inputs[0].name, shape, zeros: zerosOf(layer) });
      continue;
    }
    const translate = translations[layer.getClassName()];
    if (!translate)
      throw new Error(`expected layers that can be written as ONNX, received ${layer.name} (${layer.getClassName()})`);
    const normalization = endsWithConvolution(layer) ? onlyNormalization(readers) : null;
    if (normalization) takenIn.add(normalization);
    operands.set(output, { name: translate({ graph, layer, inputs, shape, normalization, winograd }), shape });
  }

  const last = operands.get(network.outputs[0]!)!;
  return graph.finish({ name: graphInput, dims }, { name: channelsLast(graph, last), dims: last.shape });
}

/** The layers that a tensor goes into; none are said of one that leaves the network, as then it has to be there. */
function readersOf(network: tf.LayersModel, tensor: tf.SymbolicTensor): tf.layers.Layer[] {
  if (network.outputs.includes(tensor)) return [];
  return network.layers.filter((layer) => layer.inboundNodes[0]!.inputTensors.includes(tensor));
}

function onlyNormalization([reader, ...others]: tf.layers.Layer[]): tf.layers.Layer | null {
  return reader && others.length === 0 && reader.getClassName() in normalizations ? reader : null;
}

/** Without the batch. Throws where a side is not known. */
function shapeOf({ shape, name }: tf.SymbolicTensor): number[] {
  const known = shape.slice(1).filter((side) => side !== null);
  if (known.length < shape.length - 1)
    throw new Error(`expected a network built for one input size, but ${name} is [${shape}]`);
  return known;
}
