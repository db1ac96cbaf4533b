interface MetricRule {
  /** How many classes the images must have; left out where any number will do. */
  classes?: number;
  /** How many classes the images must have at least, or everybody is perfect. */
  atLeast?: number;
  /** The best score is the lowest one. */
  lowerIsBetter?: boolean;
  /** The greatest score; 1 when left out. The least one is 0. */
  most?: number;
}

/** Keras's epsilon: what a probability is at least, so that its logarithm is a number. */
export const leastProbability = 1e-7;

/**
 * What a leaderboard can rank by. Most metrics are shares in [0, 1], of which higher is better.
 * learning/evaluation/scores.ts computes them; the site's catalogue of texts has their names.
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
  /** The mean cross-entropy of the test images, without penalties and label smoothing: scikit-learn's `log_loss`. */
  LOG_LOSS: { lowerIsBetter: true, most: -Math.log(leastProbability) },
} as const satisfies Record<string, MetricRule>;

export type LeaderboardMetric = keyof typeof metricRules;
export const leaderboardMetrics = Object.keys(metricRules) as LeaderboardMetric[];

/** How the scores of a metric lie: a loss is the better the lower it is, and ends above 1. */
export interface Direction {
  lowerIsBetter: boolean;
  /** The greatest score. */
  most: number;
}

/** @param metric one of `leaderboardMetrics`, as it is stored */
export function directionOf(metric: string): Direction {
  const { lowerIsBetter = false, most = 1 }: MetricRule = metricRules[metric as LeaderboardMetric];
  return { lowerIsBetter, most };
}

/** The metrics of which lower is better. */
export const losses: readonly LeaderboardMetric[] = leaderboardMetrics.filter(
  (metric) => directionOf(metric).lowerIsBetter,
);

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
