import type { LeaderboardMetric } from '#contracts/metrics';

export const metricNames: Record<LeaderboardMetric, string> = { ACCURACY: 'Accuracy', MACRO_F1: 'Macro F1' };
