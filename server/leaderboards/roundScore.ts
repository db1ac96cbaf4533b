/** Absorbs what binary fractions lose, so that 0.865 is 173 steps of 0.005. Leaderboards compute the same in SQL. */
export const roundingSlack = 1e-9;

/** A score in [0, 1], rounded down to a multiple of `step`. */
export function roundScore(score: number, step: number): number {
  return Number((Math.floor(score / step + roundingSlack) * step).toFixed(6));
}
