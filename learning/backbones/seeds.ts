import * as tf from '@tensorflow/tfjs';

export type Initializer = ReturnType<typeof tf.initializers.zeros>;

/**
 * Initializers for the kernels of one model, in the order asked for. The same `seed` gives the same weights on every
 * engine; two kernels, or two seeds, share no random numbers. Without a seed the weights are zero.
 */
export function kernelSeeds(seed: number | null): Record<'glorotUniform' | 'heNormal', () => Initializer> {
  let kernel = 0;
  const seeded = (initializer: (seed: number) => Initializer) => () =>
    seed === null ? tf.initializers.zeros() : initializer(seed * kernelsPerSeed + kernel++);
  return {
    glorotUniform: seeded((seed) => tf.initializers.glorotUniform({ seed })),
    heNormal: seeded((seed) =>
      tf.initializers.varianceScaling({ scale: heNormalScale, mode: 'fanIn', distribution: 'normal', seed }),
    ),
  };
}

/** Glorot uniform initializers (Keras's default), as `kernelSeeds` gives them. */
export function glorotUniformSeeds(seed: number | null): () => Initializer {
  return kernelSeeds(seed).glorotUniform;
}

/** More than any backbone has kernels, so that the ranges of two seeds do not overlap. */
const kernelsPerSeed = 1024;

/**
 * Keras widens a truncated normal distribution so that its deviation is the one asked for, TensorFlow.js's `heNormal`
 * does not.
 */
const heNormalScale = 2 / 0.87962566103423978 ** 2;
