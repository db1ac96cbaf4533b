import type { GraphMessage, NodeMessage } from '../format.ts';

/** What a graph can have in eight bits. */
export interface Quantizable {
  convolutions: NodeMessage[];
  /**
   * The tensors that may become bytes, whose ranges have to be known, or that a convolution reads, whose means have to
   * be.
   */
  tensors: string[];
  /** Where the answer of a node ends up: behind the ReLU that is its only reader, else where it is. */
  endOf(node: NodeMessage): NodeMessage;
}

/** Operators that may answer in bytes when all that they read is bytes. */
const joining = ['Add', 'Concat', 'AveragePool'];
/** Operators for which bytes are worth while. */
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
