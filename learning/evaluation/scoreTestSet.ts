import type { ImageEntry } from '#contracts/dataset';
import type { ClassScore, LeaderboardMetric } from '#contracts/metrics';
import type { Predictions } from './evaluate.ts';
import { computeMetrics } from './metrics.ts';
import { confusionMatrix, score } from './scores.ts';
import { splitShares } from './shares.ts';

/** The columns of an Evaluation row. */
export interface EvaluationResult {
  publicScore: number;
  privateScore: number;
  testLoss: number;
  testAcc: number;
  testImages: number;
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

/** Scores what a network predicted for the sealed test images, which are in the predictions's order. */
export function scoreTestSet(
  predictions: Predictions,
  images: readonly ImageEntry[],
  classNames: readonly string[],
  scoring: Scoring,
): EvaluationResult {
  const confusionOf = (indices: number[]) =>
    confusionMatrix(
      indices.map((index) => images[index]!.label),
      indices.map((index) => predictions.predicted[index]!),
      classNames.length,
    );
  const shares = splitShares(images, scoring.publicShare, scoring.seed);
  const labels = images.map(({ label }) => label);
  const { loss, acc, rocAuc, topK, perClass, confusion } = computeMetrics(predictions, labels, classNames);
  return {
    publicScore: score(scoring.metric, confusionOf(shares.public)),
    privateScore: score(scoring.metric, confusionOf(shares.private)),
    testLoss: loss,
    testAcc: acc,
    testImages: images.length,
    rocAuc,
    topK,
    perClass,
    confusion,
  };
}
