import * as tf from '@tensorflow/tfjs';
import type { Examples } from '../data/examples.ts';
import type { Executor } from '../executors/executor.ts';
import { extract } from './extract.ts';

/** What the frozen part of a network answers for examples, computed each time they are read. */
export function throughPrefix(executor: Executor, examples: Examples): Examples {
  const { shape } = executor;
  const size = tf.util.sizeFromShape(shape);
  return {
    shape,
    labels: examples.labels,
    async read(indices) {
      const features = new Float32Array(indices.length * size);
      let at = 0;
      for await (const answer of extract(executor, examples, Int32Array.from(indices))) {
        features.set(answer, at);
        at += answer.length;
      }
      return features;
    },
  };
}
