import { directionOf, type LeaderboardMetric } from '#contracts/metrics';
import { publicImages } from '#contracts/publicShare';
import { scoreLevel, scoresOfStep } from '#contracts/scoreRange';
import type { ScoreRange } from './scoreRange.type.ts';

/** What decides how exactly a score is known. */
export interface ScoreTerms {
  metric: string;
  scoreStep: number;
  publicShare: number;
}

interface Scored {
  publicScore: number;
  answerLow: number | null;
  answerHigh: number | null;
}

/** What a student is told of a public score: the worker's answer, and of older runs the step that it lies in. */
export function publicRange(score: Scored, images: number, terms: ScoreTerms, seeds = 1): ScoreRange {
  const { answerLow: low, answerHigh: high } = score;
  const told = low !== null && high !== null ? { low, high } : stepRange(score.publicScore, images, terms, seeds);
  return { ...told, images, seeds, metric: terms.metric as LeaderboardMetric };
}

/** The step that a public score lies in. */
export function stepRange(score: number, images: number, { metric, scoreStep }: ScoreTerms, seeds = 1) {
  return scoresOfStep(score, scoreStep, metric === 'ACCURACY' ? images * seeds : 0, directionOf(metric).most);
}

export function exactly(score: number, images: number, { metric }: ScoreTerms, seeds = 1): ScoreRange {
  return { low: score, high: score, images, seeds, metric: metric as LeaderboardMetric };
}

/** How many images the shares have that an evaluation scored. */
export function shareImages(
  evaluation: { testImages: number; publicImages: number | null },
  { publicShare }: ScoreTerms,
): { public: number; private: number } {
  const { testImages } = evaluation;
  const images = evaluation.publicImages ?? publicImages(testImages, publicShare);
  return { public: images, private: testImages - images };
}

/** A score, rounded down to a multiple of `step`. */
export function roundScore(score: number, step: number): number {
  return Number((scoreLevel(score, step) * step).toFixed(6));
}

/**
 * What a range was before there were ranges: its step, rounded down. Of a score that told nothing new it is the best
 * that had been told, and the worst that there is where nothing is told.
 */
export function singleNumber({ low, high }: { low: number; high: number }, { scoreStep, metric }: ScoreTerms): number {
  const { lowerIsBetter, most } = directionOf(metric);
  if (lowerIsBetter && low === 0 && high === most) return most;
  if (lowerIsBetter || low > 0) return roundScore(low, scoreStep);
  // The end of a step may be the beginning of the next one.
  return high < 1 ? roundScore(high - 1e-6, scoreStep) : 0;
}
