import { z } from 'zod';

/** What a leaderboard can rank by. All lie in [0, 1]; higher is better. */
export const leaderboardMetrics = ['ACCURACY', 'MACRO_F1'] as const;
export type LeaderboardMetric = (typeof leaderboardMetrics)[number];

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
