import { move } from 'piscina';
import type { Augmentation } from '#contracts/augmentation';
import { preprocess } from '#contracts/pixels/preprocess';
import type { Recipe } from '#contracts/recipe';
import { applyTransform } from '#contracts/variation/augment';
import type { ImageSize, Transform } from '#contracts/variation/transform';
import { preprocessingOf } from '../preprocessingOf.ts';

/** Images of one size, each with the variation that was drawn for it. */
export interface ImagesToVary {
  /** Each height × width × 3 bytes. */
  pixels: Uint8Array[];
  transforms: Transform[];
  size: ImageSize;
  policy: Augmentation;
  recipe: Pick<Recipe, 'backbone' | 'preprocessing'>;
}

/** What `variationThreads.ts` has a thread do: the varied images, preprocessed, one after another. */
export default function varyImages({ pixels, transforms, size, policy, recipe }: ImagesToVary): Float32Array {
  const preprocessing = preprocessingOf(recipe);
  const length = size.height * size.width * 3;
  const values = new Float32Array(pixels.length * length);
  for (const [n, image] of pixels.entries())
    preprocess(applyTransform(image, size, transforms[n]!, policy), preprocessing, values, n * length);
  // Handed over, not copied.
  return move(values) as unknown as Float32Array;
}
