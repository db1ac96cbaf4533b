import { describe, expect, test } from 'vitest';
import { winsNeeded } from '#contracts/pairedTest';
import { mersenneTwister } from '#contracts/random/mersenneTwister';
import { addSeeds, compare, placesOf } from '../../../worker/boards/places.ts';
import { decodeCorrectness, encodeCorrectness } from '../../../worker/child/correctness.ts';

describe('the paired test', () => {
  test('needs as many wins as the exact binomial test says', () => {
    // scipy.stats.binomtest(k, n).pvalue: 6 of 6 has 0.03125, 5 of 5 0.0625, 9 of 10 0.0215, 8 of 10 0.109.
    const needed = winsNeeded(0.05);
    expect([5, 6, 10, 20, 100, 1000].map(needed)).toEqual([6, 6, 9, 15, 61, 532]);
  });

  test('counts images that one was right on more often, over seeds', () => {
    const a = addSeeds([
      [true, true, false, false],
      [true, false, false, false],
    ]);
    const b = addSeeds([
      [true, false, true, false],
      [false, false, true, false],
    ]);
    expect(compare(a, b)).toEqual({ wins: 2, losses: 1 });
  });

  test('finds no place where nothing proves it, and the places of runs that are clearly better', () => {
    const run = (right: number) => addSeeds([Array.from({ length: 200 }, (_, image) => image < right)]);
    expect(placesOf([run(100), run(104), run(180), run(101), run(140)])).toEqual([3, 3, 1, 3, 2]);
  });
});

test('in at most 50 of 1,000 boards of equally good models is any pair separated', () => {
  const random = randomNumbers(7);
  const separated = { single: 0, seeds: 0 };
  for (let board = 0; board < 1000; board++) {
    // Some images are harder than others, as in reality.
    const chances = Array.from({ length: 80 }, () => 0.4 + 0.55 * random());
    const model = () => chances.map((chance) => random() < chance);
    if (placesOf(Array.from({ length: 12 }, () => addSeeds([model()]))).some((place) => place > 1)) separated.single++;
    const three = () => addSeeds([model(), model(), model()]);
    if (placesOf(Array.from({ length: 12 }, three)).some((place) => place > 1)) separated.seeds++;
  }
  expect(separated.single).toBeLessThanOrEqual(50);
  expect(separated.seeds).toBeLessThanOrEqual(50);
});

test('2,000 participants on 500 images are ranked in seconds', () => {
  const random = randomNumbers(3);
  const all = Array.from({ length: 2000 }, () => addSeeds([Array.from({ length: 500 }, () => random() < 0.8)]));
  const began = performance.now();
  expect(Math.max(...placesOf(all))).toBe(1);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('what was right is stored and read again; equal answers have different objects', () => {
  const right = Array.from({ length: 19 }, (_, index) => index % 3 === 0);
  const bytes = encodeCorrectness(right);
  expect(decodeCorrectness(bytes, [18, 0, 1, 17])).toEqual([true, true, false, false]);
  expect(encodeCorrectness(right).equals(bytes)).toBe(false);
  expect(() => decodeCorrectness(bytes, [40])).toThrow('expected an answer for test image 40');
});

function randomNumbers(seed: number): () => number {
  const next = mersenneTwister(seed);
  return () => next() / 2 ** 32;
}
