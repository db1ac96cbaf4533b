import type { Examples } from '../../data/examples.ts';
import { graphInput } from '../exportOnnx.ts';
import { encodeModel, type GraphMessage } from '../format.ts';
import { tensorMessage } from '../graph.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { Range } from './affine.ts';

/** What was seen of a tensor of a float32 graph. */
export interface Observation extends Range {
  /** Of each channel, over all images. */
  means: Float64Array;
  /** Numbers of one image. */
  size: number;
}

/** Runs a graph image by image and answers what its tensors were, by name; the channels are the first axis after the batch. */
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
      const answers = await session.run({ [graphInput]: new Tensor('float32', await images.read([index]), [1, ...images.shape]) });
      for (const name of tensors) {
        const { data, dims } = answers[name]!;
        const values = data as Float32Array;
        const observation = seen.get(name) ?? { low: 0, high: 0, means: new Float64Array(dims[1]!), size: values.length };
        seen.set(name, observation);
        add(observation, values, indices.length);
      }
    }
  } finally {
    await session.release();
  }
  return seen;
}

function add(observation: Observation, values: Float32Array, images: number): void {
  const { means } = observation;
  const perChannel = values.length / means.length;
  let { low, high } = observation;
  for (let channel = 0, index = 0; channel < means.length; channel++) {
    let sum = 0;
    for (const end = index + perChannel; index < end; index++) {
      const value = values[index]!;
      sum += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    means[channel]! += sum / perChannel / images;
  }
  Object.assign(observation, { low, high });
}
