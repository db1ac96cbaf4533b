import type { Augmentation } from '#contracts/augmentation';
import type { RandomState } from '#contracts/random/randomState';
import { randomTransform } from '#contracts/variation/augment';
import type { ImageSize, Transform } from '#contracts/variation/transform';
import { inOrder } from '../examples.ts';

export interface Flow {
  /** How many images there are, at least one. */
  count: number;
  batchSize: number;
  /** Whether every pass has an order of its own. */
  shuffle: boolean;
  /** Seeds the random numbers before batch n with seed + n. Without it they continue from `random`. */
  seed?: number;
}

/** Which images a batch holds, and how each is varied. */
export interface FlowBatch {
  indices: Int32Array;
  transforms: Transform[];
}

/**
 * The batches of one pass after another, without end, as iterating over Keras's `flow` or `flow_from_directory` gives
 * them; the last batch of a pass may be smaller. (`fit` instead asks them for batches by index, in an order of its
 * own.) Throws a RangeError when there is no image. Source: `Iterator._flow_index` in
 * keras/src/legacy/preprocessing/image.py.
 */
export function* flow(
  { count, batchSize, shuffle, seed }: Flow,
  policy: Augmentation,
  size: ImageSize,
  random: RandomState,
): Generator<FlowBatch, never> {
  if (count < 1) throw new RangeError(`expected at least one image to draw from, received ${count}`);
  let order: Int32Array = new Int32Array();
  let at = 0;
  for (let batch = 0; ; batch++) {
    if (seed !== undefined) random.seed(seed + batch);
    if (at === 0) order = shuffle ? random.permutation(count) : inOrder(count);
    const indices = order.subarray(at, at + batchSize);
    at = at + batchSize < count ? at + batchSize : 0;
    yield { indices, transforms: Array.from(indices, () => randomTransform(policy, size, random)) };
  }
}
