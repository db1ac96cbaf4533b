const size = 624;
const distance = 397;

/**
 * The generator MT19937: each call returns the next 32 random bits, an integer in [0, 2³²). `seed` is an integer in
 * [0, 2³²). Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); the seeding is that of their
 * version of 2002.
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let i = 1; i < size; i++) {
    const before = state[i - 1]!;
    state[i] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + i;
  }
  let next = size;

  return () => {
    if (next === size) {
      twist(state);
      next = 0;
    }
    let bits = state[next++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const following = state[(i + 1) % size]!;
    const joined = (state[i]! & 0x80000000) | (following & 0x7fffffff);
    state[i] = state[(i + distance) % size]! ^ (joined >>> 1) ^ (following & 1 ? 0x9908b0df : 0);
  }
}
