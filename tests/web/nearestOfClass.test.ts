import { expect, test } from 'vitest';
import { nearestOfClass } from '../../web/components/analyses/nearestOfClass.ts';

test('a map is read by whether validation images lie nearest to training images of their class, and by chance', () => {
  const map = {
    x: [0, 10, 1, 9, 8],
    y: [0, 0, 0, 0, 0],
    labels: [0, 1, 0, 1, 0],
    splits: ['TRAIN', 'TRAIN', 'VALIDATION', 'VALIDATION', 'VALIDATION'] as ('TRAIN' | 'VALIDATION')[],
  };
  // The last one is of the first class, and lies beside the second.
  expect(nearestOfClass(map)).toEqual({ share: expect.closeTo(2 / 3), chance: expect.closeTo(1 / 2) });
  // With three training images of the second class, one of four is of the first: (2 · 1/4 + 1 · 3/4) / 3.
  const uneven = {
    x: [...map.x, 11, 12],
    y: [...map.y, 0, 0],
    labels: [...map.labels, 1, 1],
    splits: [...map.splits, 'TRAIN' as const, 'TRAIN' as const],
  };
  expect(nearestOfClass(uneven)!.chance).toBeCloseTo((2 * (1 / 4) + 3 / 4) / 3);
  expect(nearestOfClass({ ...map, splits: map.splits.map(() => 'TRAIN' as const) })).toBeNull();
});
