import type { ImageEntry } from '#contracts/dataset';
import type { ClassScore, LeaderboardMetric } from '#contracts/metrics';
import type { Judgement } from '../training/judge.ts';
import { classScores, confusionMatrix, score } from './scores.ts';
import { splitShares } from './shares.ts';

/** The columns of an Evaluation row. */
export interface EvaluationResult {
  publicScore: number;
  privateScore: number;
  testLoss: number;
  testAcc: number;
  testImages: number;
  perClass: ClassScore[];
  confusion: number[][];
}

/** What an assignment says about scoring. */
export interface Scoring {
  metric: LeaderboardMetric;
  publicShare: number;
  seed: number;
}

/** Scores what a network predicted for the sealed test images, which are in the judgement's order. */
export function evaluate(
  judgement: Judgement,
  images: readonly ImageEntry[],
  classNames: readonly string[],
  scoring: Scoring,
): EvaluationResult {
  const confusionOf = (indices: number[]) =>
    confusionMatrix(
      indices.map((index) => images[index]!.label),
      indices.map((index) => judgement.predicted[index]!),
      classNames.length,
    );
  const shares = splitShares(images, scoring.publicShare, scoring.seed);
  const confusion = confusionOf(images.map((_, index) => index));
  return {
    publicScore: score(scoring.metric, confusionOf(shares.public)),
    privateScore: score(scoring.metric, confusionOf(shares.private)),
    testLoss: judgement.loss,
    testAcc: judgement.acc,
    testImages: images.length,
    perClass: classScores(confusion, classNames),
    confusion,
  };
}
