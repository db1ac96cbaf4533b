import type { GraphMessage, NodeMessage } from '../format.ts';

/** The parts of a graph that can be in eight bits. */
export interface Quantizable {
  convolutions: NodeMessage[];
  /**
   * The tensors to observe: those that may become bytes, for their ranges, and inputs of convolutions, for their means.
   */
  tensors: string[];
  /** The ReLU behind a node, if it is the only reader of its output; otherwise the node itself. */
  endOf(node: NodeMessage): NodeMessage;
}

/** Operators that can output bytes if all their inputs are bytes. */
const joining = ['Add', 'Concat', 'AveragePool'];
/** Operators that are faster with bytes. */
const readingBytes = ['Conv', 'MaxPool', ...joining];

export function quantizableOf(graph: GraphMessage): Quantizable {
  const readers = new Map<string, NodeMessage[]>();
  for (const node of graph.node) for (const name of node.input) readers.set(name, [...(readers.get(name) ?? []), node]);
  const readersOf = (name: string) => readers.get(name) ?? [];

  function endOf(node: NodeMessage): NodeMessage {
    const [reader, ...others] = readersOf(node.output[0]!);
    return reader && others.length === 0 && /^(Relu|Clip)$/.test(reader.opType) ? reader : node;
  }

  const tensors = new Set<string>();
  const bytes = new Set<string>();
  const add = (name: string) => {
    tensors.add(name);
    bytes.add(name);
  };
  const convolutions: NodeMessage[] = [];
  for (const node of graph.node) {
    const end = endOf(node).output[0]!;
    if (node.opType === 'Conv') {
      convolutions.push(node);
      add(node.input[0]!);
      add(end);
    } else if (node.opType === 'MaxPool' && bytes.has(node.input[0]!)) bytes.add(node.output[0]!);
    else if (
      joining.includes(node.opType) &&
      node.input.every((name) => bytes.has(name)) &&
      readersOf(end).some(({ opType }) => readingBytes.includes(opType))
    )
      add(end);
  }
  return { convolutions, tensors: [...tensors], endOf };
}
