import { expect, test } from 'vitest';
import { inOrder } from '../../../learning/data/examples.ts';
import { shuffle } from '../../../learning/random/shuffle.ts';

test('a shuffle keeps every number, repeats with its seed and differs with another', () => {
  const first = shuffle(inOrder(100), 1);
  expect(first.toSorted()).toEqual(inOrder(100));
  expect(shuffle(inOrder(100), 1)).toEqual(first);
  expect(shuffle(inOrder(100), 2)).not.toEqual(first);
});

test('every place is about equally likely', () => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) counts[shuffle(inOrder(4), seed).indexOf(0)]!++;
  // 1000 expected, standard deviation 27.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(140);
});
