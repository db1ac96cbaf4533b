import { describe, expect, test } from 'vitest';
import { applyTransform } from '#contracts/variation/augment';
import type { Transform } from '#contracts/variation/transform';
import { difference, pattern, policyOf, readGolden, tolerance, unchanged, unpack } from './golden.ts';

interface TransformCase {
  height: number;
  width: number;
  policy: { fillMode: string; cval?: number };
  transform: Partial<Transform>;
  pixels: string;
}

const cases = readGolden<TransformCase>('transforms');

test('the golden images cover every fill mode on square, wide and high images', () => {
  const covered = new Set(cases.map(({ height, width, policy }) => `${policy.fillMode} ${Math.sign(width - height)}`));
  expect(covered.size).toBe(4 * 3);
});

describe.each(cases)('$height × $width, $policy, $transform', ({ height, width, policy, transform, pixels }) => {
  test('equals Keras', () => {
    const image = applyTransform(
      pattern(height, width),
      { height, width },
      { ...unchanged, ...transform },
      policyOf(policy),
    );
    expect(difference(image, unpack(pixels))).toBeLessThanOrEqual(tolerance);
  });
});

test('a transform that changes nothing gives every value back, bytes or not', () => {
  const size = { height: 5, width: 8 };
  const image = Float32Array.from(pattern(5, 8), (value) => value / 3);
  for (const fillMode of ['nearest', 'reflect', 'wrap', 'constant'] as const)
    expect(applyTransform(image, size, unchanged, policyOf({ fillMode, cval: 9 }))).toEqual(image);
});

test('an image one pixel high is extended like any other', () => {
  const made = applyTransform(
    Uint8Array.of(10, 20, 30, 40, 50, 60),
    { height: 1, width: 2 },
    { ...unchanged, ty: 0.4 },
    policyOf({}),
  );
  expect([...made]).toEqual([10, 20, 30, 40, 50, 60]);
});
