import type { GraphMessage, NodeMessage } from '../format.ts';

/**
 * Tensors with the same channels, of which one may be scaled only if all are: those around a ReLU or a pooling, and
 * those that are added up.
 */
export interface Stream {
  tensors: Set<string>;
  /** The convolutions that it comes from. */
  writers: NodeMessage[];
  /** Those that it goes to. */
  readers: NodeMessage[];
  /** The nodes that only move its numbers, as the graph does before it answers. */
  answers: NodeMessage[];
}

/**
 * Operators that answer s · y for s · x where they answer y for x, whatever positive number s is, channel by channel.
 */
const scaling = ['Relu', 'MaxPool', 'AveragePool', 'GlobalMaxPool', 'GlobalAveragePool', 'Pad'];
const moving = ['Transpose', 'Flatten'];

/** The streams of a graph of `writeGraph` whose channels can be scaled. */
export function streamsOf(graph: GraphMessage): Stream[] {
  const streamOf = new Map<string, Stream>();
  const fixed = new Set<string>(graph.input.map(({ name }) => name));
  const constants = new Set(graph.initializer.map(({ name }) => name));

  for (const node of graph.node) {
    const output = node.output[0]!;
    const inputs = node.input.filter((name) => !constants.has(name));
    if (node.opType === 'Conv') {
      find(inputs[0]!).readers.push(node);
      find(output).writers.push(node);
    } else if (scaling.includes(node.opType) || (node.opType === 'Add' && inputs.length === 2)) {
      for (const name of inputs) join(find(name), find(output));
    } else if (moving.includes(node.opType)) {
      find(inputs[0]!).answers.push(node);
      fixed.add(output);
    } else for (const name of [...inputs, output]) fixed.add(name);
  }
  for (const { name } of graph.output) fixed.add(name);
  return [...new Set(streamOf.values())].filter(({ tensors }) => [...tensors].every((name) => !fixed.has(name)));

  function find(name: string): Stream {
    const stream = streamOf.get(name) ?? { tensors: new Set([name]), writers: [], readers: [], answers: [] };
    streamOf.set(name, stream);
    return stream;
  }

  function join(one: Stream, other: Stream): void {
    if (one === other) return;
    for (const name of one.tensors) {
      other.tensors.add(name);
      streamOf.set(name, other);
    }
    for (const part of ['writers', 'readers', 'answers'] as const) other[part].push(...one[part]);
  }
}
