import type { Examples } from '../../data/examples.ts';
import { graphInput } from '../exportOnnx.ts';
import { encodeModel, type GraphMessage } from '../format.ts';
import { tensorMessage } from '../graph.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { Range } from './affine.ts';

/** What was seen of a tensor of a float32 graph: of each of its channels, over all images. */
export interface Observation {
  lows: Float64Array;
  highs: Float64Array;
  means: Float64Array;
  /** Numbers of one image. */
  size: number;
}

/**
 * Runs a graph image by image and answers what its tensors were, by name; the channels are the first axis after the
 * batch.
 */
export async function observe(
  { load, Tensor }: OnnxRuntime,
  graph: GraphMessage,
  tensors: readonly string[],
  images: Examples,
  indices: readonly number[],
): Promise<Map<string, Observation>> {
  const session = await load(encodeModel({ ...graph, output: tensors.map(tensorMessage) }));
  const seen = new Map<string, Observation>();
  try {
    for (const index of indices) {
      const answers = await session.run({
        [graphInput]: new Tensor('float32', await images.read([index]), [1, ...images.shape]),
      });
      for (const name of tensors) {
        const { data, dims } = answers[name]!;
        const values = data as Float32Array;
        const observation = seen.get(name) ?? nothingSeen(dims[1]!, values.length);
        seen.set(name, observation);
        add(observation, values, indices.length);
      }
    }
  } finally {
    await session.release();
  }
  return seen;
}

function nothingSeen(channels: number, size: number): Observation {
  const zeros = () => new Float64Array(channels);
  return { lows: zeros(), highs: zeros(), means: zeros(), size };
}

function add({ lows, highs, means }: Observation, values: Float32Array, images: number): void {
  const perChannel = values.length / means.length;
  for (let channel = 0, index = 0; channel < means.length; channel++) {
    let [low, high, sum] = [lows[channel]!, highs[channel]!, 0];
    for (const end = index + perChannel; index < end; index++) {
      const value = values[index]!;
      sum += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    lows[channel] = low;
    highs[channel] = high;
    means[channel]! += sum / perChannel / images;
  }
}

/** What all channels together were. */
export function rangeOf({ lows, highs }: Observation): Range {
  return { low: Math.min(...lows), high: Math.max(...highs) };
}

/** What would have been seen with each channel divided by a scale of its own. */
export function scaled({ lows, highs, means, size }: Observation, scales: Float64Array): Observation {
  const divide = (values: Float64Array) => values.map((value, channel) => value / scales[channel]!);
  return { lows: divide(lows), highs: divide(highs), means: divide(means), size };
}
