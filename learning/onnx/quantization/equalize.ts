import { constantMessage, elementTypes, float32Of, type GraphMessage, type NodeMessage } from '../format.ts';
import { type Observation, scaled } from './calibration.ts';

/**
 * The share of the difference between channels that is removed. With 1 each channel would use all bytes, but then the
 * weights that read them, which share a scale, would differ as much as the channels did. Of the values tried, 0.75 came
 * closest to float32 for VGG19 and ResNet50.
 */
const strength = 0.75;
/** The smallest channel that is distinguished, relative to the largest. */
const smallest = 0.01;

/**
 * Cross-layer equalization, after Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias
 * Correction", 2019. One scale maps all numbers of a tensor to bytes, and channels with small numbers use few of them.
 * So each channel is divided by its own scale, in the weights of the convolutions that write it, and multiplied by it
 * in those that read it: the outputs stay the same, except for float32's rounding. Returns a graph with the same
 * tensors, and their new observations.
 */
export function equalize(graph: GraphMessage, observed: ReadonlyMap<string, Observation>) {
  const constants = new Map(graph.initializer.map((constant) => [constant.name, constant]));
  const observations = new Map(observed);
  const restored = new Map<NodeMessage, NodeMessage[]>();

  for (const group of channelGroups(graph)) {
    const scales = scalesOf([...group.tensors].flatMap((name) => observed.get(name) ?? []));
    if (!scales) continue;
    for (const name of group.tensors) {
      const observation = observed.get(name);
      if (observation) observations.set(name, scaled(observation, scales));
    }
    for (const { input } of group.writers) {
      change(input[1]!, (kernel, dims) => perOutput(kernel, dims, (output) => 1 / scales[output]!));
      change(input[2]!, (bias, dims) => perOutput(bias, dims, (output) => 1 / scales[output]!));
    }
    for (const { input } of group.readers) change(input[1]!, (kernel, dims) => perInput(kernel, dims, scales));
    restore(group, scales);
  }
  const node = graph.node.flatMap((each) => restored.get(each) ?? [each]);
  return { graph: { ...graph, node, initializer: [...constants.values()] }, observed: observations };

  function change(name: string, by: (values: Float32Array, dims: number[]) => Float32Array): void {
    const constant = constants.get(name)!;
    setConstant(name, by(float32Of(constant), constant.dims), constant.dims);
  }

  function setConstant(name: string, values: Float32Array, dims: number[]): void {
    constants.set(name, constantMessage(name, values, dims, elementTypes.float32));
  }

  /** Multiplies by the scales before the nodes that lead to the graph's output. */
  function restore({ outputs }: ChannelGroup, scales: Float64Array): void {
    for (const output of outputs) {
      const [name, factors] = [`${output.name}/restored`, `${output.name}/scales`];
      setConstant(factors, Float32Array.from(scales), [1, scales.length, 1, 1]);
      const product = { name, opType: 'Mul', input: [output.input[0]!, factors], output: [name], attribute: [] };
      restored.set(output, [product, { ...output, input: [name] }]);
    }
  }
}

/** One scale a channel, from the observations of the tensors that share it; undefined without an observation. */
function scalesOf(observations: Observation[]): Float64Array | undefined {
  const largest = observations[0]?.highs.map((_, channel) =>
    Math.max(...observations.map(({ lows, highs }) => Math.max(-lows[channel]!, highs[channel]!))),
  );
  const most = Math.max(...(largest ?? []));
  if (!largest || !(most > 0)) return undefined;
  return largest.map((each) => Math.max(each / most, smallest) ** strength);
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

/**
 * Tensors that share their channels, so that either all are scaled or none: those before and behind a ReLU or a
 * pooling, and those that are added.
 */
interface ChannelGroup {
  tensors: Set<string>;
  /** The convolutions that write one of the tensors. */
  writers: NodeMessage[];
  /** The convolutions that read one. */
  readers: NodeMessage[];
  /** The nodes that reorder one for the graph's output. */
  outputs: NodeMessage[];
}

/** Operators for which f(s · x) = s · f(x) for every positive scale s, channel by channel. */
const scalable = ['Relu', 'MaxPool', 'AveragePool', 'GlobalMaxPool', 'GlobalAveragePool', 'Pad'];
const reordering = ['Transpose', 'Flatten'];

/** The groups of a graph of `writeGraph` whose channels can be scaled. */
function channelGroups(graph: GraphMessage): ChannelGroup[] {
  const groups = new Map<string, ChannelGroup>();
  const fixed = new Set<string>(graph.input.map(({ name }) => name));
  const constants = new Set(graph.initializer.map(({ name }) => name));

  for (const node of graph.node) {
    const output = node.output[0]!;
    const inputs = node.input.filter((name) => !constants.has(name));
    if (node.opType === 'Conv') {
      find(inputs[0]!).readers.push(node);
      find(output).writers.push(node);
    } else if (scalable.includes(node.opType) || (node.opType === 'Add' && inputs.length === 2)) {
      for (const name of inputs) join(find(name), find(output));
    } else if (reordering.includes(node.opType)) {
      find(inputs[0]!).outputs.push(node);
      fixed.add(output);
    } else for (const name of [...inputs, output]) fixed.add(name);
  }
  for (const { name } of graph.output) fixed.add(name);
  return [...new Set(groups.values())].filter(({ tensors }) => [...tensors].every((name) => !fixed.has(name)));

  function find(name: string): ChannelGroup {
    const group = groups.get(name) ?? { tensors: new Set([name]), writers: [], readers: [], outputs: [] };
    groups.set(name, group);
    return group;
  }

  function join(one: ChannelGroup, other: ChannelGroup): void {
    if (one === other) return;
    for (const name of one.tensors) {
      other.tensors.add(name);
      groups.set(name, other);
    }
    for (const part of ['writers', 'readers', 'outputs'] as const) other[part].push(...one[part]);
  }
}
