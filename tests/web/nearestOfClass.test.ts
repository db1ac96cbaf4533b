import { expect, test } from 'vitest';
import { nearestOfClass } from '../../web/components/analyses/nearestOfClass.ts';

test('a map is read by whether validation images lie nearest to training images of their class', () => {
  const map = {
    x: [0, 10, 1, 9, 8],
    y: [0, 0, 0, 0, 0],
    labels: [0, 1, 0, 1, 0],
    splits: ['TRAIN', 'TRAIN', 'VALIDATION', 'VALIDATION', 'VALIDATION'] as ('TRAIN' | 'VALIDATION')[],
  };
  // The last one is of the first class, and lies beside the second.
  expect(nearestOfClass(map)).toBeCloseTo(2 / 3);
  expect(nearestOfClass({ ...map, splits: map.splits.map(() => 'TRAIN' as const) })).toBeNull();
});
