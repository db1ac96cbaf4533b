import { z } from 'zod';

/** An analysis looks at so many images of each split at most: every so-manieth of a larger one. */
export const mostAnalysed = 500;

/** Heat maps of one student's runs that may wait for a worker at once. */
export const heatmapsAtOnce = 20;

/** Neighbours of an image that are kept. */
export const neighbourCount = 5;

const heatmapSchema = z.strictObject({
  /** The class that the heat speaks for, an index into the class names. */
  classIndex: z.int().nonnegative(),
  rows: z.int().positive(),
  columns: z.int().positive(),
  /** In [0, 1], row after row. */
  values: z.array(z.number()),
});
export type StoredHeatmap = z.infer<typeof heatmapSchema>;

const imageSchema = z.strictObject({
  split: z.enum(['train', 'validation']),
  /** SHA-256 of the file: its address in the object store. */
  sha256: z.string(),
  name: z.string(),
  label: z.int().nonnegative(),
  /** What the network answers, one number a class. Empty for training images. */
  probabilities: z.array(z.number()),
  /** The training images with the most similar features: their places in `images`, and the cosines. */
  neighbours: z.array(z.strictObject({ index: z.int(), cosine: z.number() })),
  /** The share of its ten nearest training images that bear another label. */
  disagreement: z.number(),
});
export type AnalysedImage = z.infer<typeof imageSchema>;

const mapSchema = z.array(z.tuple([z.number(), z.number()]));

/**
 * What a trained network makes of the training and validation images of its dataset. Nothing comes from the test set.
 * The worker stores it as one object, in JSON.
 */
export const analysisSchema = z.strictObject({
  version: z.literal(1),
  classNames: z.array(z.string()),
  images: z.array(imageSchema),
  /** Maps of the features: a place for each of `images`, before training and after it. */
  maps: z.strictObject({
    pca: z.strictObject({ before: mapSchema, after: mapSchema }),
    umap: z.strictObject({ before: mapSchema, after: mapSchema }),
  }),
  /** By the SHA-256 of a validation image, for the most confident mistakes. */
  heatmaps: z.record(z.string(), heatmapSchema),
});
export type Analysis = z.infer<typeof analysisSchema>;

/** The class with the largest probability; of equals the first. */
export function predictedClass(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** The indices of wrongly classified images, the most confident mistake first. */
export function mistakes(images: readonly AnalysedImage[]): number[] {
  const wrong = images.flatMap(({ probabilities, label }, index) => {
    const predicted = predictedClass(probabilities);
    return predicted < 0 || predicted === label ? [] : [{ index, confidence: probabilities[predicted]! }];
  });
  return wrong.sort((a, b) => b.confidence - a.confidence || a.index - b.index).map(({ index }) => index);
}

/** Answers of about the same confidence, and how often they are right. */
export interface CalibrationBin {
  /** The confidences lie in [from, to), in the last bin in [from, to]. */
  from: number;
  to: number;
  images: number;
  /** Mean confidence and accuracy of the images; null where there are none. */
  confidence: number | null;
  accuracy: number | null;
}

/**
 * Ten bins of confidence, and the expected calibration error: the mean distance between confidence and accuracy, each
 * bin weighted by its images (Guo et al., 2017).
 */
export function calibration(images: readonly AnalysedImage[]): { bins: CalibrationBin[]; expectedError: number } {
  const answered = images.filter(({ probabilities }) => probabilities.length > 0);
  const count = 10;
  const sums = Array.from({ length: count }, () => ({ images: 0, confidence: 0, right: 0 }));
  for (const { probabilities, label } of answered) {
    const predicted = predictedClass(probabilities);
    const confidence = probabilities[predicted]!;
    const bin = sums[Math.min(count - 1, Math.floor(confidence * count))]!;
    bin.images++;
    bin.confidence += confidence;
    if (predicted === label) bin.right++;
  }
  const bins = sums.map(({ images, confidence, right }, index) => ({
    from: index / count,
    to: (index + 1) / count,
    images,
    confidence: images === 0 ? null : confidence / images,
    accuracy: images === 0 ? null : right / images,
  }));
  const gap = sums.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0);
  return { bins, expectedError: answered.length === 0 ? 0 : gap / answered.length };
}

/** confusion[true class][predicted class], counts of images that were answered. */
export function confusionOf(images: readonly AnalysedImage[], classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { probabilities, label } of images) {
    const predicted = predictedClass(probabilities);
    if (predicted >= 0) matrix[label]![predicted]!++;
  }
  return matrix;
}
