import * as tf from '@tensorflow/tfjs';

export type Initializer = ReturnType<typeof tf.initializers.zeros>;

/**
 * Keras's initializers for the kernels of one model. Each call returns the initializer of the next kernel. The same
 * `seed` gives the same weights on every engine; two kernels, or two seeds, share no random numbers. Null gives zeros.
 */
export function kernelInitializers(seed: number | null): Record<'glorotUniform' | 'heNormal', () => Initializer> {
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

/** More kernels than any backbone has, so that the ranges of two seeds do not overlap. */
const kernelsPerSeed = 1024;

/**
 * Keras widens the truncated normal distribution to the standard deviation that was asked for; TensorFlow.js's
 * `heNormal` does not.
 */
const heNormalScale = 2 / 0.87962566103423978 ** 2;
