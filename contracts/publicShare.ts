/** The share of the test set that is public when an assignment does not say. */
export const defaultPublicShare = 0.5;

/** How many of `testImages` the public share has. Neither share is empty where there are two images. */
export function publicImages(testImages: number, publicShare: number): number {
  return Math.max(1, Math.min(testImages - 1, Math.round(testImages * publicShare)));
}

/** The least and the greatest share, in whole percents, that leave neither of the two without an image. */
export function publicShareLimits(testImages: number): { least: number; most: number } {
  const percents = Array.from({ length: 101 }, (_, percent) => percent / 100);
  const fitting = percents.filter((share) => publicShareIssue(testImages, share) === undefined);
  return { least: fitting[0] ?? 0, most: fitting.at(-1) ?? 1 };
}

/** Why a share leaves one of the two without an image; undefined when it does not. */
export function publicShareIssue(testImages: number, publicShare: number): string | undefined {
  const images = Math.round(testImages * publicShare);
  if (images >= 1 && images < testImages) return undefined;
  return (
    `expected a share that leaves at least one of ${testImages} test images public and one private, ` +
    `received ${publicShare}, which makes ${images} public`
  );
}

/** The finest step that is chosen when an assignment names none, and what every chosen step is a multiple of. */
const finestStep = 0.005;
const coarsestStep = 0.5;

/**
 * What public scores are rounded down to a multiple of, when an assignment does not say: two public images, rounded up
 * to half percents. With a step of one image or less every image shows in the score; of two, only every other change of
 * one.
 */
export function defaultScoreStep(images: number): number {
  const halfPercents = Math.ceil(2 / images / finestStep - 1e-9);
  return Math.min(coarsestStep, Math.max(1, halfPercents) / 200);
}
