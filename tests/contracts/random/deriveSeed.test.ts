import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSeed } from '#contracts/random/deriveSeed';

test('seeds for different purposes differ, and are what TensorFlow.js takes', () => {
  const seeds = [
    deriveSeed(42, 'shuffle', 1),
    deriveSeed(42, 'shuffle', 2),
    deriveSeed(43, 'shuffle', 1),
    deriveSeed(42, 'kernel', 1),
  ];
  expect(new Set(seeds).size).toBe(4);
  for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
});

test('a seed is the first 32 bits of a SHA-256, less one bit, as Node.js computes it', () => {
  for (const purpose of [['augmentation', 1], ['꽃', 2], []]) {
    const digest = createHash('sha256')
      .update(JSON.stringify([42, ...purpose]))
      .digest();
    expect(deriveSeed(42, ...purpose)).toBe(digest.readUInt32LE() >>> 1);
  }
});
