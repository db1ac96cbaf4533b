import { expect, test } from 'vitest';
import { meanWithInterval } from '../../bin/demo/interval.ts';

test('mean and interval are those that a statistics package computes', () => {
  // scipy.stats.t.interval(0.95, 2, loc=mean, scale=sem) for 0.81, 0.79, 0.83 is (0.7603, 0.8597).
  const { mean, halfWidth } = meanWithInterval([0.81, 0.79, 0.83]);
  expect(mean).toBeCloseTo(0.81, 10);
  expect(halfWidth).toBeCloseTo(0.0497, 4);
});

test('one value has no interval', () => {
  expect(() => meanWithInterval([0.8])).toThrow('expected 2 to 8 values, received 1');
});
