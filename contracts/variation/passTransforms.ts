import type { Augmentation } from '../augmentation.ts';
import { createRandomState } from '../random/randomState.ts';
import { randomTransform } from './augment.ts';
import type { ImageSize, Transform } from './transform.ts';

/**
 * How one pass varies `count` images. It is drawn for each in turn, so that it does not depend on the order in which
 * they are read. `seed` is `deriveSeed(seed of the run, 'augmentation', number of the pass)`.
 */
export function passTransforms(policy: Augmentation, count: number, size: ImageSize, seed: number): Transform[] {
  const random = createRandomState(seed);
  return Array.from({ length: count }, () => randomTransform(policy, size, random));
}
