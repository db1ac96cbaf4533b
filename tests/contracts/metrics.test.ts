import { expect, it } from 'vitest';
import { leaderboardMetrics, metricIssue } from '#contracts/metrics';

it('says which metric needs another number of classes', () => {
  expect(metricIssue('ROC_AUC', 3)).toBe('expected a metric for 3 classes, received ROC_AUC, which needs 2');
  expect(metricIssue('ROC_AUC', 2)).toBeUndefined();
  expect(metricIssue('TOP_5_ACCURACY', 5)).toContain('which needs 6 or more');
  expect(metricIssue('TOP_5_ACCURACY', 6)).toBeUndefined();
  expect(metricIssue('ACCURACY', 3)).toBeUndefined();
});

it('lets all but the ROC-AUC rank images of many classes', () => {
  expect(leaderboardMetrics.filter((metric) => metricIssue(metric, 17))).toEqual(['ROC_AUC']);
});
