import * as tf from '@tensorflow/tfjs';

type Initializer = ReturnType<typeof tf.initializers.zeros>;

/**
 * Glorot uniform initializers (Keras's default) for the layers of one model, in the order asked for. The same `seed` gives the same
 * weights on every engine; two layers, or two seeds, share no random numbers. Without a seed the weights are zero.
 */
export function glorotUniformSeeds(seed: number | null): () => Initializer {
  let layer = 0;
  return () => (seed === null ? tf.initializers.zeros() : tf.initializers.glorotUniform({ seed: seed * layersPerSeed + layer++ }));
}

/** More than any backbone has layers, so that the ranges of two seeds do not overlap. */
const layersPerSeed = 1024;
