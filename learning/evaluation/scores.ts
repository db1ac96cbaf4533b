import type { ClassScore, LeaderboardMetric } from '#contracts/metrics';

/** confusion[true class][predicted class], counts. */
export function confusionMatrix(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) matrix[labels[i]!]![predicted[i]!]!++;
  return matrix;
}

/**
 * Precision, recall and F1 of each class, 0 where a denominator is 0: scikit-learn's
 * `precision_recall_fscore_support(zero_division=0)`.
 */
export function classScores(confusion: number[][], classNames: readonly string[]): ClassScore[] {
  return classNames.map((className, index) => {
    const right = confusion[index]![index]!;
    const images = sum(confusion[index]!);
    const claimed = sum(confusion.map((row) => row[index]!));
    return {
      className,
      images,
      precision: ratio(right, claimed),
      recall: ratio(right, images),
      f1: ratio(2 * right, images + claimed),
    };
  });
}

/**
 * One number in [0, 1] for a leaderboard. ACCURACY: the share of right predictions. MACRO_F1: the mean F1 of the
 * classes that occur in the labels or the predictions, as scikit-learn's `f1_score(average='macro')`.
 */
export function score(metric: LeaderboardMetric, confusion: number[][]): number {
  switch (metric) {
    case 'ACCURACY':
      return ratio(sum(confusion.map((row, index) => row[index]!)), sum(confusion.map(sum)));
    case 'MACRO_F1': {
      const names = confusion.map((_, index) => String(index));
      const occurring = classScores(confusion, names).filter(
        ({ images }, index) => images + sum(confusion.map((row) => row[index]!)) > 0,
      );
      return ratio(sum(occurring.map(({ f1 }) => f1)), occurring.length);
    }
    default:
      return metric satisfies never;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
