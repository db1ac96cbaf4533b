import { classScores } from '#contracts/classScores';
import { type LeaderboardMetric, leastProbability } from '#contracts/metrics';
import type { Predictions } from './evaluate.ts';
import { rocAuc, topAccuracies } from './ranking.ts';

/** confusion[true class][predicted class], counts. */
export function confusionMatrix(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) matrix[labels[i]!]![predicted[i]!]!++;
  return matrix;
}

/**
 * One number for a leaderboard: a share, or a loss (contracts/metrics). `classes` is the number of classes that there
 * are; of `probabilities` each example has one row, as in `Predictions`. 0 of no examples.
 */
export function score(metric: LeaderboardMetric, answers: Answers): number {
  return metrics[metric](answers);
}

/** What a network answered for labelled examples. */
export interface Answers extends Pick<Predictions, 'predicted' | 'probabilities'> {
  labels: ArrayLike<number>;
  classes: number;
}

/**
 * A metric has all of the answers: it may be one of the predicted classes or, like the ROC-AUC, of the probabilities.
 */
const metrics: Record<LeaderboardMetric, (answers: Answers) => number> = {
  ACCURACY: accuracy,
  MACRO_F1: macroF1,
  BALANCED_ACCURACY: balancedAccuracy,
  // Of images of one class alone there is no curve: as good as guessing.
  ROC_AUC: ({ labels, probabilities }) => rocAuc(labels, probabilities) ?? 0.5,
  TOP_2_ACCURACY: (answers) => topAccuracy(answers, 2),
  TOP_5_ACCURACY: (answers) => topAccuracy(answers, 5),
  LOG_LOSS: logLoss,
};

/** The answers for the examples with these indices. */
export function answersAt(indices: readonly number[], { labels, predicted, probabilities, classes }: Answers): Answers {
  const units = probabilities.length / predicted.length;
  return {
    labels: indices.map((index) => labels[index]!),
    predicted: Int32Array.from(indices, (index) => predicted[index]!),
    probabilities: Float32Array.from(
      indices.flatMap((index) => [...probabilities.subarray(index * units, (index + 1) * units)]),
    ),
    classes,
  };
}

/** The share of right predictions; 0 of no examples. */
function accuracy({ labels, predicted }: Answers): number {
  return ratio(
    predicted.reduce((right, answer, index) => right + (answer === labels[index] ? 1 : 0), 0),
    labels.length,
  );
}

/**
 * The mean F1 of the classes that occur in the labels or the predictions, as scikit-learn's
 * `f1_score(average='macro')`.
 */
function macroF1({ labels, predicted, classes }: Answers): number {
  const confusion = confusionMatrix(labels, predicted, classes);
  const names = confusion.map((_, index) => String(index));
  const occurring = classScores(confusion, names).filter(
    ({ images }, index) => images + sum(confusion.map((row) => row[index]!)) > 0,
  );
  return ratio(sum(occurring.map(({ f1 }) => f1)), occurring.length);
}

/** The mean recall of the classes that occur in the labels; 0 of no examples. */
function balancedAccuracy({ labels, predicted, classes }: Answers): number {
  const confusion = confusionMatrix(labels, predicted, classes);
  const occurring = confusion
    .map((row, label) => ({ right: row[label]!, images: sum(row) }))
    .filter(({ images }) => images);
  return ratio(sum(occurring.map(({ right, images }) => right / images)), occurring.length);
}

/** The mean of -log of the probability that each example's own class got; 0 of no examples. */
function logLoss({ labels, predicted, probabilities }: Answers): number {
  const units = probabilities.length / predicted.length;
  const probabilityOf = (example: number) => {
    const label = labels[example]!;
    if (units > 1) return probabilities[example * units + label]!;
    const second = probabilities[example]!;
    return label === 1 ? second : 1 - second;
  };
  // Rounding may take a probability above 1.
  const losses = Array.from(predicted, (_, example) =>
    Math.max(0, -Math.log(Math.max(leastProbability, probabilityOf(example)))),
  );
  return ratio(sum(losses), labels.length);
}

/** The share of examples whose class is among the `k` most probable ones; 0 of no examples. */
function topAccuracy({ labels, probabilities, classes }: Answers, k: number): number {
  return labels.length === 0 ? 0 : topAccuracies(labels, probabilities, classes, k)[k - 1]!;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
