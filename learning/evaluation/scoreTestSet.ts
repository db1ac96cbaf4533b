import type { ClassScore } from '#contracts/classScores';
import type { ImageEntry } from '#contracts/dataset';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { Predictions } from './evaluate.ts';
import { computeMetrics } from './metrics.ts';
import { answersAt, score } from './scores.ts';
import { splitShares } from './shares.ts';

/** The columns of an Evaluation row. */
export interface EvaluationResult {
  publicScore: number;
  privateScore: number;
  testLoss: number;
  testAcc: number;
  testImages: number;
  /** Of them in the public share. */
  publicImages: number;
  rocAuc: number | null;
  topK: number[];
  perClass: ClassScore[];
  confusion: number[][];
}

/** What an assignment says about scoring. */
export interface Scoring {
  metric: LeaderboardMetric;
  publicShare: number;
  seed: number;
}

/** Scores what a network predicted for the sealed test images, which are in the order of the predictions. */
export function scoreTestSet(
  predictions: Predictions,
  images: readonly ImageEntry[],
  classNames: readonly string[],
  scoring: Scoring,
): EvaluationResult {
  const shares = splitShares(images, scoring.publicShare, scoring.seed);
  const labels = images.map(({ label }) => label);
  const answers = { ...predictions, labels, classes: classNames.length };
  const scoreOf = (indices: number[]) => score(scoring.metric, answersAt(indices, answers));
  const { loss, acc, rocAuc, topK, perClass, confusion } = computeMetrics(predictions, labels, classNames);
  return {
    publicScore: scoreOf(shares.public),
    privateScore: scoreOf(shares.private),
    testLoss: loss,
    testAcc: acc,
    testImages: images.length,
    publicImages: shares.public.length,
    rocAuc,
    topK,
    perClass,
    confusion,
  };
}
