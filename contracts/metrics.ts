import { z } from 'zod';

interface MetricRule {
  /** How many classes the images must have; left out where any number will do. */
  classes?: number;
  /** How many classes the images must have at least, or everybody is perfect. */
  atLeast?: number;
}

/**
 * What a leaderboard can rank by. Every metric lies in [0, 1] and higher is better. learning/evaluation/scores.ts
 * computes them; the site's catalogue of texts has their names.
 */
const metricRules = {
  ACCURACY: {},
  MACRO_F1: {},
  /** The mean recall of the classes, as scikit-learn's `balanced_accuracy_score`. */
  BALANCED_ACCURACY: {},
  /** The area under the ROC curve. */
  ROC_AUC: { classes: 2 },
  /** The share of images whose class is among the two, or the five, most probable ones. */
  TOP_2_ACCURACY: { atLeast: 3 },
  TOP_5_ACCURACY: { atLeast: 6 },
} as const satisfies Record<string, MetricRule>;

export type LeaderboardMetric = keyof typeof metricRules;
export const leaderboardMetrics = Object.keys(metricRules) as LeaderboardMetric[];

/** Why images of so many classes cannot be ranked by a metric; undefined where they can. */
export function metricIssue(
  metric: LeaderboardMetric,
  classes: number,
  rules: Record<LeaderboardMetric, MetricRule> = metricRules,
): string | undefined {
  const { classes: expected, atLeast = 0 } = rules[metric];
  if ((expected === undefined || expected === classes) && classes >= atLeast) return undefined;
  const needed = expected ?? `${atLeast} or more`;
  return `expected a metric for ${classes} classes, received ${metric}, which needs ${needed}`;
}

/** The columns of an epoch that can be asked for as a series. */
export const epochMetrics = ['LOSS', 'ACC', 'VAL_LOSS', 'VAL_ACC', 'LEARNING_RATE', 'SECONDS'] as const;
export type EpochMetric = (typeof epochMetrics)[number];

/** One class of an evaluation; precision, recall and f1 as scikit-learn computes them with `zero_division=0`. */
export const classScoreSchema = z.strictObject({
  className: z.string(),
  images: z.int(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
});
export type ClassScore = z.infer<typeof classScoreSchema>;

/**
 * Precision, recall and F1 of each class, 0 where a denominator is 0: scikit-learn's
 * `precision_recall_fscore_support(zero_division=0)`.
 */
export function classScores(confusion: readonly number[][], classNames: readonly string[]): ClassScore[] {
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
