import {
  attributeTypes,
  constantMessage,
  elementTypes,
  float32Of,
  type GraphMessage,
  type NodeMessage,
} from '../format.ts';
import { type Affine, affineOf } from './affine.ts';
import { type Observation, rangeOf } from './observe.ts';
import type { Quantizable } from './quantizable.ts';
import { wholeParameters } from './wholeParameters.ts';

/**
 * A graph of `writeGraph` with some of its convolutions, and what joins them, in eight bits: numbers become bytes over
 * the range in which they were seen. As ONNX Runtime wants it, QuantizeLinear and DequantizeLinear stand around each
 * operator, which it then fuses. A ReLU behind one needs no operator: the bytes behind it begin at 0. The fully float32
 * graph is left as it is.
 */
export function quantizeGraph(
  graph: GraphMessage,
  { endOf }: Quantizable,
  convolutions: ReadonlySet<NodeMessage>,
  seen: ReadonlyMap<string, Observation>,
): GraphMessage {
  const nodes: NodeMessage[] = [];
  const constants = new Map(graph.initializer.map((constant) => [constant.name, constant]));
  const affines = new Map<string, Affine>();
  const left = new Set<NodeMessage>();

  for (const node of graph.node) {
    if (left.has(node)) continue;
    const input = node.input[0]!;
    const output = node.output[0]!;
    if (node.opType === 'MaxPool' && affines.has(input)) {
      // The greatest byte stands for the greatest number.
      nodes.push({ ...node, input: [bytesOf(input)], output: [bytesOf(output)] });
      readBack(output, affines.get(input)!);
      continue;
    }
    const end = endOf(node).output[0]!;
    const quantized =
      node.opType === 'Conv' ? convolutions.has(node) : seen.has(end) && node.input.every((name) => affines.has(name));
    if (!quantized) {
      nodes.push({ ...node, input: node.input.map(realOf) });
      continue;
    }
    if (node.opType === 'Conv') {
      if (!affines.has(input)) quantize(input, input);
      nodes.push({ ...node, input: [realOf(input), ...parametersOf(node)] });
    } else nodes.push({ ...node, input: node.input.map(realOf) });
    left.add(endOf(node));
    quantize(output, end);
  }
  const used = new Set(nodes.flatMap((node) => node.input));
  return {
    ...graph,
    node: nodes,
    initializer: [...constants.values()].filter(({ name }) => used.has(name)),
    output: graph.output.map((each) => ({ ...each, name: realOf(each.name) })),
  };

  /** What float32 operators read for a tensor. */
  function realOf(name: string): string {
    return affines.has(name) ? `${name}/real` : name;
  }

  /** Makes the float32 tensor `from` the bytes of `name`. */
  function quantize(from: string, name: string): void {
    const affine = affineOf(rangeOf(seen.get(name)!));
    addNode('QuantizeLinear', [from, ...affineConstants(name, affine)], bytesOf(name));
    readBack(name, affine);
  }

  function readBack(name: string, affine: Affine): void {
    affines.set(name, affine);
    addNode('DequantizeLinear', [bytesOf(name), ...affineConstants(name, affine)], realOf(name));
  }

  function affineConstants(name: string, { scale, zero }: Affine): string[] {
    return [
      addConstant(`${name}/scale`, Float32Array.of(scale), [], elementTypes.float32),
      addConstant(`${name}/zero`, Uint8Array.of(zero), [], elementTypes.uint8),
    ];
  }

  function parametersOf({ input, output }: NodeMessage): string[] {
    const [kernel, bias] = [constants.get(input[1]!)!, constants.get(input[2]!)!];
    const { scale } = affines.get(input[0]!)!;
    const whole = wholeParameters(float32Of(kernel), kernel.dims, float32Of(bias), scale, seen.get(input[0]!)!.means);
    return [
      readWhole(`${output[0]}/kernel`, whole.kernel, kernel.dims, elementTypes.int8, whole.kernelScales),
      readWhole(`${output[0]}/bias`, whole.bias, bias.dims, elementTypes.int32, whole.biasScales),
    ];
  }

  /** Whole numbers read as float32, with a scale for each along their first dimension. */
  function readWhole(
    name: string,
    values: Int8Array | Int32Array,
    dims: number[],
    dataType: number,
    scales: Float32Array,
  ): string {
    const bytes = addConstant(bytesOf(name), values, dims, dataType);
    const scale = addConstant(`${name}/scale`, scales, [scales.length], elementTypes.float32);
    addNode('DequantizeLinear', [bytes, scale], name, [{ name: 'axis', type: attributeTypes.integer, i: 0 }]);
    return name;
  }

  function addNode(opType: string, input: string[], output: string, attribute: NodeMessage['attribute'] = []): void {
    nodes.push({ name: output, opType, input, output: [output], attribute });
  }

  function addConstant(name: string, values: ArrayBufferView, dims: number[], dataType: number): string {
    constants.set(name, constantMessage(name, values, dims, dataType));
    return name;
  }
}

function bytesOf(name: string): string {
  return `${name}/bytes`;
}
