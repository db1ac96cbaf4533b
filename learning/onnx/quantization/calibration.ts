import { type Examples, inOrder } from '../../data/examples.ts';
import { graphInput } from '../exportOnnx.ts';
import { encodeModel, type GraphMessage } from '../format.ts';
import { tensorMessage } from '../graph.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { Range } from './quantizeValues.ts';

/** The most images that ranges are taken from, and that the result is checked on. */
const most = { calibrated: 32, checked: 8 };

/**
 * The indices of the images to calibrate on, and of others to check the result on. The images are taken from all
 * classes in turn: the first of each, the second of each, and so on. Every fifth of them is for the check. Throws an
 * Error if there are fewer than two images.
 */
export function chooseCalibration(labels: Int32Array): { calibrated: number[]; checked: number[] } {
  if (labels.length < 2)
    throw new Error(`expected at least two training images to calibrate on, received ${labels.length}`);
  const placeInClass = new Map<number, number>();
  const places = Array.from(labels, (label) => {
    const place = placeInClass.get(label) ?? 0;
    placeInClass.set(label, place + 1);
    return place;
  });
  const order = Array.from(inOrder(labels.length)).sort((a, b) => places[a]! - places[b]! || labels[a]! - labels[b]!);
  const chosen = order.slice(0, most.calibrated + most.checked);
  const every = Math.min(chosen.length, (most.calibrated + most.checked) / most.checked);
  const isChecked = (position: number) => position % every === every - 1;
  const ascending = (indices: number[]) => indices.sort((a, b) => a - b);
  return {
    calibrated: ascending(chosen.filter((_, position) => !isChecked(position))),
    checked: ascending(chosen.filter((_, position) => isChecked(position))),
  };
}

/** The values of a tensor of a float32 graph over all calibration images: one number a channel. */
export interface Observation {
  lows: Float64Array;
  highs: Float64Array;
  means: Float64Array;
  /** The size of the tensor for one image. */
  size: number;
}

/** Runs a graph image by image and observes these tensors. The channels are the first dimension after the batch. */
export async function observe(
  { load, Tensor }: OnnxRuntime,
  graph: GraphMessage,
  tensors: readonly string[],
  images: Examples,
  indices: readonly number[],
): Promise<Map<string, Observation>> {
  const session = await load(encodeModel({ ...graph, output: tensors.map(tensorMessage) }));
  const observations = new Map<string, Observation>();
  try {
    for (const index of indices) {
      const outputs = await session.run({
        [graphInput]: new Tensor('float32', await images.read([index]), [1, ...images.shape]),
      });
      for (const name of tensors) {
        const { data, dims } = outputs[name]!;
        const values = data as Float32Array;
        const observation = observations.get(name) ?? emptyObservation(dims[1]!, values.length);
        observations.set(name, observation);
        add(observation, values, indices.length);
      }
    }
  } finally {
    await session.release();
  }
  return observations;
}

function emptyObservation(channels: number, size: number): Observation {
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

/** The range of all channels together. */
export function rangeOf({ lows, highs }: Observation): Range {
  return { low: Math.min(...lows), high: Math.max(...highs) };
}

/** The observation of the same tensor if each channel were divided by its scale. */
export function scaled({ lows, highs, means, size }: Observation, scales: Float64Array): Observation {
  const divide = (values: Float64Array) => values.map((value, channel) => value / scales[channel]!);
  return { lows: divide(lows), highs: divide(highs), means: divide(means), size };
}
