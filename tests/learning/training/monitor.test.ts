import { expect, test } from 'vitest';
import { isImprovement } from '../../../learning/training/callbacks/monitor.ts';

test.each([
  ['loss', 0.5, 0.6, 0, true],
  ['loss', 0.6, 0.6, 0, false],
  ['valLoss', 0.5, 0.55, 0.1, false],
  ['valLoss', 0.4, 0.55, 0.1, true],
  ['acc', 0.6, 0.5, 0, true],
  ['acc', 0.5, 0.5, 0, false],
  ['valAcc', 0.55, 0.5, 0.1, false],
  ['valAcc', 0.65, 0.5, 0.1, true],
] as const)('%s %d after %d, with a least change of %d, is better: %s', (monitor, value, best, minDelta, better) => {
  expect(isImprovement(value, best, { monitor, minDelta })).toBe(better);
});

test('the first epoch is the best so far', () => {
  expect(isImprovement(9, null, { monitor: 'valLoss', minDelta: 1 })).toBe(true);
});

test('differences below float32 are none, as in Keras', () => {
  expect(isImprovement(0.5 - 1e-10, 0.5, { monitor: 'loss', minDelta: 0 })).toBe(false);
});
