import {
  attributeTypes,
  constantMessage,
  elementTypes,
  float32Of,
  type GraphMessage,
  type NodeMessage,
} from '../format.ts';
import { type Observation, rangeOf } from './calibration.ts';
import type { Quantizable } from './quantizable.ts';
import { quantizeConvolution, type Uint8Scale, uint8ScaleOf } from './quantizeValues.ts';

/**
 * A copy of a graph of `writeGraph` with some of its convolutions, and the operators between them, in eight bits. Bytes
 * cover the observed range of a tensor. QuantizeLinear and DequantizeLinear stand around each operator: ONNX Runtime
 * fuses the three. A ReLU behind an operator is left out, because the bytes of its output begin at 0.
 */
export function quantizeGraph(
  graph: GraphMessage,
  { endOf }: Quantizable,
  convolutions: ReadonlySet<NodeMessage>,
  observed: ReadonlyMap<string, Observation>,
): GraphMessage {
  const nodes: NodeMessage[] = [];
  const constants = new Map(graph.initializer.map((constant) => [constant.name, constant]));
  const scales = new Map<string, Uint8Scale>();
  const leftOut = new Set<NodeMessage>();

  for (const node of graph.node) {
    if (leftOut.has(node)) continue;
    const input = node.input[0]!;
    const output = node.output[0]!;
    if (node.opType === 'MaxPool' && scales.has(input)) {
      // The largest byte stands for the largest number.
      nodes.push({ ...node, input: [bytesOf(input)], output: [bytesOf(output)] });
      readBack(output, scales.get(input)!);
      continue;
    }
    const end = endOf(node).output[0]!;
    const quantized =
      node.opType === 'Conv'
        ? convolutions.has(node)
        : observed.has(end) && node.input.every((name) => scales.has(name));
    if (!quantized) {
      nodes.push({ ...node, input: node.input.map(realOf) });
      continue;
    }
    if (node.opType === 'Conv') {
      if (!scales.has(input)) quantize(input, input);
      nodes.push({ ...node, input: [realOf(input), ...parametersOf(node)] });
    } else nodes.push({ ...node, input: node.input.map(realOf) });
    leftOut.add(endOf(node));
    quantize(output, end);
  }
  const used = new Set(nodes.flatMap((node) => node.input));
  return {
    ...graph,
    node: nodes,
    initializer: [...constants.values()].filter(({ name }) => used.has(name)),
    output: graph.output.map((each) => ({ ...each, name: realOf(each.name) })),
  };

  /** The name of the float32 tensor: the tensor itself, or the one read back from its bytes. */
  function realOf(name: string): string {
    return scales.has(name) ? `${name}/real` : name;
  }

  /** Quantizes the float32 tensor `from` to the bytes of `name`. */
  function quantize(from: string, name: string): void {
    const scale = uint8ScaleOf(rangeOf(observed.get(name)!));
    addNode('QuantizeLinear', [from, ...scaleConstants(name, scale)], bytesOf(name));
    readBack(name, scale);
  }

  function readBack(name: string, scale: Uint8Scale): void {
    scales.set(name, scale);
    addNode('DequantizeLinear', [bytesOf(name), ...scaleConstants(name, scale)], realOf(name));
  }

  function scaleConstants(name: string, { scale, zeroPoint }: Uint8Scale): string[] {
    return [
      addConstant(`${name}/scale`, Float32Array.of(scale), [], elementTypes.float32),
      addConstant(`${name}/zero`, Uint8Array.of(zeroPoint), [], elementTypes.uint8),
    ];
  }

  function parametersOf({ input, output }: NodeMessage): string[] {
    const [kernel, bias] = [constants.get(input[1]!)!, constants.get(input[2]!)!];
    const { scale } = scales.get(input[0]!)!;
    const { means } = observed.get(input[0]!)!;
    const quantized = quantizeConvolution(float32Of(kernel), kernel.dims, float32Of(bias), scale, means);
    return [
      readIntegers(`${output[0]}/kernel`, quantized.kernel, kernel.dims, elementTypes.int8, quantized.kernelScales),
      readIntegers(`${output[0]}/bias`, quantized.bias, bias.dims, elementTypes.int32, quantized.biasScales),
    ];
  }

  /** Adds integers, and reads them as float32 with one scale for each index of the first dimension. */
  function readIntegers(
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
