import type { Augmentation } from '../augmentation.ts';
import type { RandomState } from '../random/randomState.ts';
import { affineMatrix } from './affineMatrix.ts';
import type { ImageSize, Transform } from './transform.ts';
import { warp } from './warp.ts';

/**
 * Draws one variation of an image of this size, with the draws and in the order of Keras's
 * `ImageDataGenerator.get_random_transform`: a range of zero draws nothing, but both flips are drawn even when the
 * policy has neither.
 */
export function randomTransform(policy: Augmentation, size: ImageSize, random: RandomState): Transform {
  const { rotationRange, shearRange } = policy;
  const theta = rotationRange === 0 ? 0 : random.uniform(-rotationRange, rotationRange);
  const tx = randomShift(policy.heightShiftRange, size.height, random);
  const ty = randomShift(policy.widthShiftRange, size.width, random);
  const shear = shearRange === 0 ? 0 : random.uniform(-shearRange, shearRange);
  const [zx, zy] = randomZoom(policy.zoomRange, random);
  const flipHorizontal = random.random() < 0.5 && policy.horizontalFlip;
  const flipVertical = random.random() < 0.5 && policy.verticalFlip;
  return { theta, tx, ty, shear, zx, zy, flipHorizontal, flipVertical };
}

/**
 * The varied image, height × width × 3 values from 0 to 255 as `image` has them: Keras's `apply_transform`. It comes
 * before rescaling and every other preprocessing.
 */
export function applyTransform(
  image: Float32Array | Uint8Array,
  size: ImageSize,
  transform: Transform,
  { fillMode, cval }: Pick<Augmentation, 'fillMode' | 'cval'>,
): Float32Array {
  const { flipHorizontal, flipVertical } = transform;
  return warp(image, size, affineMatrix(transform, size), { fillMode, cval, flipHorizontal, flipVertical });
}

function randomShift(range: Augmentation['widthShiftRange'], extent: number, random: RandomState): number {
  if (range === 0) return 0;
  const chosen = Array.isArray(range) || Number.isInteger(range);
  const drawn = chosen ? random.choice(range) * random.choice([-1, 1]) : random.uniform(-range, range);
  return Math.max(...[range].flat()) < 1 ? drawn * extent : drawn;
}

function randomZoom(range: Augmentation['zoomRange'], random: RandomState): [number, number] {
  const [lower, upper] = typeof range === 'number' ? [1 - range, 1 + range] : range;
  if (lower === 1 && upper === 1) return [1, 1];
  return [random.uniform(lower, upper), random.uniform(lower, upper)];
}
