import type * as tf from '@tensorflow/tfjs';
import { encodeModel } from './format.ts';
import { type ExtraInputs, type FinishedGraph, newGraph } from './graph.ts';
import { activations } from './layers/activation.ts';
import { beginsWithUnpaddedConvolution, convolutions, endsWithConvolution } from './layers/convolution.ts';
import { denses } from './layers/dense.ts';
import { joinings } from './layers/joining.ts';
import { normalizations } from './layers/normalization.ts';
import { poolings } from './layers/pooling.ts';
import { shapes, zerosOf } from './layers/shape.ts';
import { channelsFirst, channelsLast, type Operand, type Translate } from './translation.ts';

/** One translation for each of Keras's class names. */
const translations: Record<string, Translate> = {
  ...convolutions,
  ...normalizations,
  ...activations,
  ...poolings,
  ...joinings,
  ...denses,
  ...shapes,
};

/** The name of the graph's input. */
export const graphInput = 'images';

/** What an ONNX file may say of itself, by name. */
export type OnnxMetadata = Record<string, string>;

export interface GraphOptions {
  /** Uses Winograd's algorithm where it is faster on processors. Only the last bits of the outputs differ. */
  winograd?: boolean;
  /** For a runtime that is not ours: its default optimizers must not change the outputs. */
  portable?: boolean;
}

/** A network in ONNX's format. */
export interface OnnxModel {
  file: Uint8Array;
  extraInputs: ExtraInputs;
}

/**
 * A network in inference as an ONNX file: `images` [batch, rows, columns, channels] → one output with TensorFlow.js's
 * layout, for any batch size. The file contains the weights; a BatchNormalization behind a convolution is folded into
 * it. The kernels of Winograd's convolutions are extra inputs. Throws an Error, naming the layer, if its class or one
 * of its settings is not translated.
 */
export function exportOnnx(
  network: tf.LayersModel,
  { metadata, ...options }: GraphOptions & { metadata?: OnnxMetadata } = {},
): OnnxModel {
  const { message, extraInputs } = writeGraph(network, options);
  return { file: encodeModel(message, metadata), extraInputs };
}

/** The same graph before it is encoded. Weights that do not change are not copied. */
export function writeGraph(
  network: tf.LayersModel,
  { winograd = false, portable = false }: GraphOptions = {},
): FinishedGraph {
  const [input] = network.inputs as [tf.SymbolicTensor];
  const dims = shapeOf(input);
  const graph = newGraph();
  const operands = new Map<tf.SymbolicTensor, Operand>();
  operands.set(input, { name: dims.length === 3 ? channelsFirst(graph, graphInput) : graphInput, shape: dims });
  const folded = new Set<tf.layers.Layer>();

  for (const layer of network.layers) {
    // A layer's first node is its place in this network; other networks that share it add more.
    const { inputTensors, outputTensors } = layer.inboundNodes[0]!;
    const output = outputTensors[0]!;
    if (output === input) continue;
    const inputs = inputTensors.map((tensor) => operands.get(tensor)!) as [Operand, ...Operand[]];
    if (folded.has(layer)) {
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
    if (normalization) folded.add(normalization);
    operands.set(output, {
      name: translate({ graph, layer, inputs, shape, normalization, winograd, portable }),
      shape,
    });
  }

  const last = operands.get(network.outputs[0]!)!;
  return graph.finish({ name: graphInput, dims }, { name: channelsLast(graph, last), dims: last.shape });
}

/** The layers that read a tensor. None for the network's output: it must stay a tensor of the graph. */
function readersOf(network: tf.LayersModel, tensor: tf.SymbolicTensor): tf.layers.Layer[] {
  if (network.outputs.includes(tensor)) return [];
  return network.layers.filter((layer) => layer.inboundNodes[0]!.inputTensors.includes(tensor));
}

function onlyNormalization([reader, ...others]: tf.layers.Layer[]): tf.layers.Layer | null {
  return reader && others.length === 0 && reader.getClassName() in normalizations ? reader : null;
}

/** Without the batch. Throws an Error if a dimension is not known. */
function shapeOf({ shape, name }: tf.SymbolicTensor): number[] {
  const known = shape.slice(1).filter((side) => side !== null);
  if (known.length < shape.length - 1)
    throw new Error(`expected a network built for one input size, but ${name} is [${shape}]`);
  return known;
}
