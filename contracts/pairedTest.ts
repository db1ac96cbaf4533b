/**
 * The test that separates two runs of a board: an exact sign test on the test images that only one of the two got right
 * (McNemar's test; with the mean of several seeds, on the images where one was right more often). Of equally good runs
 * each has half of those images. McNemar 1947, https://doi.org/10.1007/BF02295996.
 */

/** How likely a board of equally good runs separates any pair, at most. */
const boardLevel = 0.05;

/** The level of one pair, so that all pairs of a board together keep `boardLevel` (Bonferroni). */
export function pairLevel(participants: number): number {
  return boardLevel / Math.max(1, (participants * (participants - 1)) / 2);
}

/**
 * Answers how many of `images` that only one of two runs got right the better one must have for a two-sided p-value of
 * at most `level`; more than `images` where no number is enough.
 */
export function winsNeeded(level: number): (images: number) => number {
  const known: number[] = [];
  return (images) => {
    known[images] ??= count(images, level);
    return known[images];
  };
}

function count(images: number, level: number): number {
  let logTerm = -images * Math.LN2;
  let tail = 0;
  for (let wins = images; wins > images / 2; wins--) {
    tail += Math.exp(logTerm);
    if (2 * tail > level) return wins + 1;
    logTerm += Math.log(wins / (images - wins + 1));
  }
  return Math.floor(images / 2) + 1;
}

/**
 * The least number of right images with which a run is proven better than one that got `right` of `images`, however
 * their right images overlap; more than `images` where none is. For runs of which only the scores are known.
 */
export function provenBetter(right: number, images: number, needed: (images: number) => number): number {
  let low = right + 1;
  let high = images + 1;
  // More right images mean more wins and fewer losses: the answer is the border of a monotone property.
  while (low < high) {
    const middle = (low + high) >> 1;
    const wins = Math.min(middle, images - right);
    const losses = wins - (middle - right);
    if (wins >= needed(wins + losses)) high = middle;
    else low = middle + 1;
  }
  return low;
}
