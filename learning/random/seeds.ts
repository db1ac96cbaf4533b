import { createHash } from 'node:crypto';

/** A seed for one purpose, drawn from a run's seed; `purpose` names it, e.g. ('shuffle', epoch). In [0, 2³¹). */
export function deriveSeed(seed: number, ...purpose: (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest();
  return digest.readUInt32LE() >>> 1;
}

/** Numbers in [0, 1) that a seed decides; the generator mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Puts the numbers into an order that the seed decides (Fisher and Yates), in place. */
export function shuffle(numbers: Int32Array, seed: number): Int32Array {
  const random = randomNumbers(seed);
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
  }
  return numbers;
}
