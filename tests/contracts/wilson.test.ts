import { expect, test } from 'vitest';
import { wilson } from '#contracts/wilson';

test('the interval of a share is that of the literature', () => {
  // statsmodels: proportion_confint(9, 18, method="wilson") and (18, 18).
  expect(wilson(0.5, 18)).toEqual([expect.closeTo(0.2903, 3), expect.closeTo(0.7097, 3)]);
  const [low, high] = wilson(1, 18);
  expect([low, high]).toEqual([expect.closeTo(0.8241, 3), expect.closeTo(1, 6)]);
});
