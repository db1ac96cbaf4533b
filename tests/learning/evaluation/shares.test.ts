import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { splitShares } from '../../../learning/evaluation/shares.ts';

const images = Array.from({ length: 40 }, (_, i) => ({
  label: i % 2,
  name: `${i}.png`,
  sha256: createHash('sha256').update(String(i)).digest('hex'),
  bytes: 1,
  width: 1,
  height: 1,
}));

test('every image is in one share, and the public one has the size that was asked for', () => {
  const shares = splitShares(images, 0.3, 7);
  expect(shares.public).toHaveLength(12);
  expect([...shares.public, ...shares.private].sort((a, b) => a - b)).toEqual(images.map((_, index) => index));
});

test('the same seed puts an image into the same share wherever it stands in the list', () => {
  const names = (list: typeof images) => new Set(splitShares(list, 0.5, 7).public.map((index) => list[index]!.name));
  expect(names(images.toReversed())).toEqual(names(images));
});

test('another seed gives other shares', () => {
  expect(splitShares(images, 0.5, 8)).not.toEqual(splitShares(images, 0.5, 7));
});

test.each([0, 1])('a public share of %d leaves an image on either side', (publicShare) => {
  const shares = splitShares(images.slice(0, 2), publicShare, 7);
  expect([shares.public.length, shares.private.length]).toEqual([1, 1]);
});
