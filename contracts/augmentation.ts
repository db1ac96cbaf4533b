import { z } from 'zod';
import { noAugmentation as usual } from './noAugmentation.ts';

/**
 * A share of the height or width (below 1), or a number of pixels. As Keras reads it: a whole number n draws one of 0 …
 * n − 1 pixels to either side (so 1 never shifts), any other number draws from [−n, n], and a list names the shifts to
 * choose from.
 */
const shift = z.union([z.number().min(0).max(1024), z.array(z.number().min(-1024).max(1024)).min(1).max(64)], {
  error: 'expected a number or a list of numbers',
});

const zoomFactor = z.number().min(0.01).max(100);

/** z draws from [1 − z, 1 + z]. */
const zoom = z.union(
  [
    z.number().min(0).max(0.99),
    z.tuple([zoomFactor, zoomFactor]).refine(([lower, upper]) => lower <= upper, {
      error: 'expected [lower, upper] with lower <= upper',
      params: { code: 'form' },
    }),
  ],
  {
    error: 'expected a number or [lower, upper]',
  },
);

export const fillModes = ['nearest', 'reflect', 'wrap', 'constant'] as const;

/**
 * How training images are varied each time they are drawn: the arguments of Keras's ImageDataGenerator that change
 * geometry, with its defaults, which change nothing.
 */
export const augmentationSchema = z.strictObject({
  /** Degrees, to either side. */
  rotationRange: z.number().min(0).max(360).default(usual.rotationRange),
  widthShiftRange: shift.default(usual.widthShiftRange),
  heightShiftRange: shift.default(usual.heightShiftRange),
  /** Degrees, to either side. */
  shearRange: z.number().min(0).max(89).default(usual.shearRange),
  zoomRange: zoom.default(usual.zoomRange),
  horizontalFlip: z.boolean().default(usual.horizontalFlip),
  verticalFlip: z.boolean().default(usual.verticalFlip),
  /** What lies outside the image: its edge, its mirror image, the image again, or `cval`. */
  fillMode: z.enum(fillModes).default(usual.fillMode),
  /** The value outside, from 0 to 255, where `fillMode` is constant. */
  cval: z.number().min(0).max(255).default(usual.cval),
});

export type Augmentation = z.infer<typeof augmentationSchema>;
