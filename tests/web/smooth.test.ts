import { expect, test } from 'vitest';
import { smooth } from '../../web/components/charts/smooth.ts';

test("curves are smoothed as TensorBoard's are: the mean is corrected for its beginning", () => {
  expect(smooth([1, 1, 1], 0.9).map((value) => Number(value!.toFixed(12)))).toEqual([1, 1, 1]);
  const [first, second] = smooth([0, 1], 0.5) as number[];
  expect(first).toBe(0);
  expect(second).toBeCloseTo(2 / 3, 12);
});

test('no weight changes nothing, and gaps stay gaps', () => {
  expect(smooth([1, null, 3], 0)).toEqual([1, null, 3]);
  expect(smooth([1, null, 3], 0.5)[1]).toBeNull();
});
