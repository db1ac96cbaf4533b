import { expect, it } from 'vitest';
import { leaderboardMetrics, metricIssue } from '#contracts/metrics';

it('says which metric needs another number of classes', () => {
  const rules = { ACCURACY: {}, MACRO_F1: { classes: 2 } };
  expect(metricIssue('MACRO_F1', 3, rules)).toBe('expected a metric for 3 classes, received MACRO_F1, which needs 2');
  expect(metricIssue('MACRO_F1', 2, rules)).toBeUndefined();
  expect(metricIssue('ACCURACY', 3, rules)).toBeUndefined();
});

it('lets accuracy and macro F1 rank images of any number of classes', () => {
  for (const metric of leaderboardMetrics) expect(metricIssue(metric, 17)).toBeUndefined();
});
