import { mersenneTwister } from './mersenneTwister.ts';

/** The methods of NumPy's global generator that Keras calls. Each consumes as many random bits as NumPy's. */
export interface RandomState {
  /** Restarts the generator, like `np.random.seed`. Throws a RangeError unless the seed is an integer in [0, 2³²). */
  seed(seed: number): void;
  /** A number in [0, 1), with 53 random bits. */
  random(): number;
  /** A number in [low, high). */
  uniform(low: number, high: number): number;
  /** One of the values; one of 0 … n − 1 if `from` is the integer n. */
  choice(from: number | readonly number[]): number;
  /** 0 … count − 1 in a random order. */
  permutation(count: number): Int32Array;
}

/** NumPy's legacy `RandomState`, seeded. Source: NumPy, random/mtrand.pyx and random/src/distributions. */
export function createRandomState(seed: number): RandomState {
  let bits = twister(seed);

  function random(): number {
    const high = bits() >>> 5;
    const low = bits() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** An integer in [0, max], max below 2³²: masked draws above max are rejected. For max = 0 nothing is drawn. */
  function upTo(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (bits() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  return {
    seed(next) {
      bits = twister(next);
    },
    random,
    uniform(low, high) {
      return low + (high - low) * random();
    },
    choice(from) {
      return typeof from === 'number' ? upTo(from - 1) : from[upTo(from.length - 1)]!;
    },
    permutation(count) {
      const numbers = Int32Array.from({ length: count }, (_, i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = upTo(i);
        [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
      }
      return numbers;
    },
  };
}

function twister(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new RangeError(`expected a seed that is an integer from 0 to ${2 ** 32 - 1}, received ${seed}`);
  return mersenneTwister(seed);
}
