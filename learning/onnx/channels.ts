import type { Graph } from './graph.ts';
import type { Operand } from './translation.ts';

/** Of [batch, rows, columns, channels] → [batch, channels, rows, columns]. */
export function channelsFirst(graph: Graph, name: string): string {
  return graph.node('channels_first', 'Transpose', [name], { perm: [0, 3, 1, 2] });
}

/** An operand as TensorFlow.js has it: channels last. */
export function channelsLast(graph: Graph, { name, shape }: Operand): string {
  return shape.length === 3 ? graph.node('channels_last', 'Transpose', [name], { perm: [0, 2, 3, 1] }) : name;
}
