import { constantMessage, elementTypes, float32Of, type GraphMessage, type NodeMessage } from '../format.ts';
import { type Observation, scaled } from './observe.ts';
import { type Stream, streamsOf } from './streams.ts';

/**
 * How much of the difference between channels is taken away: with 1 each would fill the bytes alike, but the weights
 * behind them, which share a scale, would differ as much as the channels did. 0.75 came closest to float32 for VGG19
 * and ResNet50.
 */
const strength = 0.75;
/** A channel of which less is seen than this part of the largest is treated as if so much had been. */
const least = 0.01;

/**
 * All numbers of a tensor become bytes by one scale, which channels with small numbers make little use of. So each
 * channel is divided by a scale of its own, in the parameters of the convolutions that write it, and multiplied by it
 * in those that read it: the answers stay the same, up to float32's rounding. Answers a graph with the same tensors,
 * and what would be seen of them. After "cross-layer equalization" in Nagel et al., Data-Free Quantization Through
 * Weight Equalization and Bias Correction, 2019.
 */
export function equalize(graph: GraphMessage, seen: ReadonlyMap<string, Observation>) {
  const constants = new Map(graph.initializer.map((constant) => [constant.name, constant]));
  const observations = new Map(seen);
  const restored = new Map<NodeMessage, NodeMessage[]>();

  for (const stream of streamsOf(graph)) {
    const scales = scalesOf([...stream.tensors].flatMap((name) => seen.get(name) ?? []));
    if (!scales) continue;
    for (const name of stream.tensors) {
      const observation = seen.get(name);
      if (observation) observations.set(name, scaled(observation, scales));
    }
    for (const { input } of stream.writers) {
      change(input[1]!, (kernel, dims) => perOutput(kernel, dims, (output) => 1 / scales[output]!));
      change(input[2]!, (bias, dims) => perOutput(bias, dims, (output) => 1 / scales[output]!));
    }
    for (const { input } of stream.readers) change(input[1]!, (kernel, dims) => perInput(kernel, dims, scales));
    restore(stream, scales);
  }
  const node = graph.node.flatMap((each) => restored.get(each) ?? [each]);
  return { graph: { ...graph, node, initializer: [...constants.values()] }, seen: observations };

  function change(name: string, by: (values: Float32Array, dims: number[]) => Float32Array): void {
    const constant = constants.get(name)!;
    setConstant(name, by(float32Of(constant), constant.dims), constant.dims);
  }

  function setConstant(name: string, values: Float32Array, dims: number[]): void {
    constants.set(name, constantMessage(name, values, dims, elementTypes.float32));
  }

  /** Puts a product with the scales before what passes the tensor on as an answer. */
  function restore({ answers }: Stream, scales: Float64Array): void {
    for (const answer of answers) {
      const [name, factors] = [`${answer.name}/restored`, `${answer.name}/scales`];
      setConstant(factors, Float32Array.from(scales), [1, scales.length, 1, 1]);
      const product = { name, opType: 'Mul', input: [answer.input[0]!, factors], output: [name], attribute: [] };
      restored.set(answer, [product, { ...answer, input: [name] }]);
    }
  }
}

/** For each channel, from what was seen of the tensors that share it; undefined where nothing was. */
function scalesOf(observations: Observation[]): Float64Array | undefined {
  const largest = observations[0]?.highs.map((_, channel) =>
    Math.max(...observations.map(({ lows, highs }) => Math.max(-lows[channel]!, highs[channel]!))),
  );
  const most = Math.max(...(largest ?? []));
  if (!largest || !(most > 0)) return undefined;
  return largest.map((each) => Math.max(each / most, least) ** strength);
}

function perOutput(values: Float32Array, dims: number[], factorOf: (output: number) => number): Float32Array {
  const ofOutput = values.length / dims[0]!;
  return values.map((value, index) => value * factorOf(Math.floor(index / ofOutput)));
}

/** `dims` are [outputs, inputs of a group, rows, columns]. */
function perInput(kernel: Float32Array, dims: number[], scales: Float64Array): Float32Array {
  const [outputs, inputs, rows, columns] = dims as [number, number, number, number];
  const outputsOfGroup = (outputs * inputs) / scales.length;
  return kernel.map((value, index) => {
    const [output, input] = [
      Math.floor(index / (inputs * rows * columns)),
      Math.floor(index / (rows * columns)) % inputs,
    ];
    return value * scales[Math.floor(output / outputsOfGroup) * inputs + input]!;
  });
}
