import { describe, expect, test } from 'vitest';
import { createRandomState } from '#contracts/random/randomState';
import { readGolden } from '../variation/golden.ts';

interface RandomStateCase {
  seed: number;
  random: number[];
  uniform: number[];
  uniformPair: number[];
  choiceOfOne: number[];
  choiceOfTen: number[];
  choiceOfSigns: number[];
  permutation1: number[];
  permutation10: number[];
  permutation1000: number[];
  after: number;
}

describe.each(readGolden<RandomStateCase>('randomState'))('seeded with $seed', (golden) => {
  test('the stream is NumPy’s, bit for bit, for everything that can be drawn from it', () => {
    const state = createRandomState(golden.seed);
    expect(golden.random.map(() => state.random())).toEqual(golden.random);
    expect(golden.uniform.map(() => state.uniform(-40, 40))).toEqual(golden.uniform);
    expect(golden.uniformPair.map(() => state.uniform(0.8, 1.2))).toEqual(golden.uniformPair);
    expect(golden.choiceOfOne.map(() => state.choice(1))).toEqual(golden.choiceOfOne);
    expect(golden.choiceOfTen.map(() => state.choice(10))).toEqual(golden.choiceOfTen);
    expect(golden.choiceOfSigns.map(() => state.choice([-1, 1]))).toEqual(golden.choiceOfSigns);
    expect([...state.permutation(1)]).toEqual(golden.permutation1);
    expect([...state.permutation(10)]).toEqual(golden.permutation10);
    expect([...state.permutation(1000)]).toEqual(golden.permutation1000);
    expect(state.random()).toBe(golden.after);
  });

  test('seeding again starts the stream again', () => {
    const state = createRandomState(1);
    state.permutation(700);
    state.seed(golden.seed);
    expect(golden.random.map(() => state.random())).toEqual(golden.random);
  });
});

test.each([-1, 2 ** 32, 1.5, Number.NaN])('the seed %s is refused, as NumPy refuses it', (seed) => {
  expect(() => createRandomState(seed)).toThrow(
    `expected a seed that is an integer from 0 to 4294967295, received ${seed}`,
  );
  expect(() => createRandomState(0).seed(seed)).toThrow(RangeError);
});
