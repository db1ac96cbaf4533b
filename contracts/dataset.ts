import { z } from 'zod';

/** Splits of a dataset, named as their folders. */
export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** Pixels of an image at most, where it is imported and where it is decoded. */
export const maxImagePixels = 200_000_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One image: `label` is an index into the manifest's `classNames`, `name` its path below the split's class folder. */
const imageEntrySchema = z.strictObject({
  label: z.int().nonnegative(),
  name: z.string(),
  sha256,
  bytes: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type ImageEntry = z.infer<typeof imageEntrySchema>;

/**
 * What students and the API may know of a dataset version. Classes are in alphabetical order, as `flow_from_directory`
 * sorts them.
 */
export const manifestSchema = z.strictObject({
  classNames: z.array(z.string()).min(2),
  train: z.array(imageEntrySchema),
  validation: z.array(imageEntrySchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What only a worker may read. */
export const sealedManifestSchema = z.strictObject({
  classNames: z.array(z.string()).min(2),
  test: z.array(imageEntrySchema),
});
export type SealedManifest = z.infer<typeof sealedManifestSchema>;

/** Images of each class of a version in each split, in the order of its class names. */
export const classCountsSchema = z.array(
  z.strictObject({
    train: z.int().nonnegative(),
    validation: z.int().nonnegative(),
    test: z.int().nonnegative(),
  }),
);
