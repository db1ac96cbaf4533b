import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import {
  channelsFirst,
  channelsLast,
  type Margins,
  marginsSchema,
  settingsOf,
  type Translate,
} from '../translation.ts';

/** Of float32. */
const largest = 3.4028234663852886e38;

const zeroPadding: Translate = ({ graph, layer, inputs: [input], portable }) => {
  const [[top, bottom], [left, right]] = zerosOf(layer);
  const padded = graph.node(layer.name, 'Pad', [input.name, graph.integers([0, 0, top, left, 0, 0, bottom, right])]);
  if (!portable) return padded;
  // ONNX Runtime fuses a Pad with the MaxPool behind it, which then ignores the zeros. This keeps the two apart.
  const limits = [-largest, largest].map((value) => graph.constant(Float32Array.of(value), []));
  return graph.node(layer.name, 'Clip', [padded, ...limits]);
};

/** The zeros that a ZeroPadding2D adds around its input. */
export function zerosOf(layer: tf.layers.Layer): Margins {
  return settingsOf(layer, z.object({ padding: marginsSchema, dataFormat: z.literal('channelsLast') })).padding;
}

const cropping: Translate = ({ graph, layer, inputs: [input], shape }) => {
  const { cropping } = settingsOf(layer, z.object({ cropping: marginsSchema, dataFormat: z.literal('channelsLast') }));
  const starts = cropping.map(([before]) => before);
  const ends = starts.map((start, axis) => start + shape[axis]!);
  return graph.node(layer.name, 'Slice', [
    input.name,
    graph.integers(starts),
    graph.integers(ends),
    graph.integers([2, 3]),
  ]);
};

/** The values keep TensorFlow.js's order, with the channels last. */
const reshape: Translate = ({ graph, layer, inputs: [input], shape }) => {
  // In ONNX's Reshape, 0 keeps the dimension: the batch.
  const reshaped = graph.node(layer.name, 'Reshape', [channelsLast(graph, input), graph.integers([0, ...shape])]);
  return shape.length === 3 ? channelsFirst(graph, reshaped) : reshaped;
};

export const shapes: Record<string, Translate> = {
  ZeroPadding2D: zeroPadding,
  Cropping2D: cropping,
  Reshape: reshape,
  Flatten: reshape,
};
