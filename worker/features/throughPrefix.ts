import * as tf from '@tensorflow/tfjs';
import { batches, type Examples } from '../data/examples.ts';
import type { Executor } from './executor.ts';

/** What the frozen part of a network answers for examples, computed each time they are read. */
export function throughPrefix(executor: Executor, examples: Examples): Examples {
  const { shape } = executor;
  const size = tf.util.sizeFromShape(shape);
  return {
    shape,
    labels: examples.labels,
    async read(indices) {
      const features = new Float32Array(indices.length * size);
      let done = 0;
      for (const batch of batches(Int32Array.from(indices), executor.batch)) {
        features.set(await executor.run(await examples.read(batch), batch.length), done * size);
        done += batch.length;
      }
      return features;
    },
  };
}
