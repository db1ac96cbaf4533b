/** Absorbs what binary fractions lose, so that 0.865 is 173 steps of 0.005. */
export const roundingSlack = 1e-9;

/** A range of scores, both ends included. */
export interface ScoreRange {
  low: number;
  high: number;
}

/** How many whole steps a score has. */
export function scoreLevel(score: number, step: number): number {
  return Math.floor(score / step + roundingSlack);
}

/**
 * What a score that is rounded to whole steps may be: the scores of that step that so many images (or images times
 * seeds) can have, and all of the step where images say nothing about it.
 *
 * @param images 0 where a score is no share of images, as the macro F1
 * @param greatest the metric's greatest score (contracts/metrics)
 */
export function scoresOfStep(score: number, step: number, images = 0, greatest = 1): ScoreRange {
  const level = scoreLevel(score, step);
  const low = level * step;
  const high = Math.min(greatest, (level + 1) * step);
  const fewest = Math.ceil(low * images - 1e-6);
  const most = high >= 1 ? images : Math.ceil(high * images - 1e-6) - 1;
  return images > 0 && fewest <= most && isNearWhole(score * images)
    ? { low: round(fewest / images), high: round(most / images) }
    : { low: round(low), high: round(high) };
}

function isNearWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

function round(value: number): number {
  return Number(value.toFixed(9));
}
