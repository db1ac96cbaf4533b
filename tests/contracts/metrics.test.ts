import { expect, it } from 'vitest';
import { directionOf, leaderboardMetrics, losses, metricIssue } from '#contracts/metrics';

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

it('has shares, of which higher is better, and one loss', () => {
  expect(losses).toEqual(['LOG_LOSS']);
  expect(directionOf('MACRO_F1')).toEqual({ lowerIsBetter: false, most: 1 });
  expect(directionOf('LOG_LOSS').most).toBeCloseTo(16.118, 3);
});
