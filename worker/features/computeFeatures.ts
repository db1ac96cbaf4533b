import * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder } from '../data/examples.ts';
import type { Executor } from './executor.ts';
import { throughPrefix } from './throughPrefix.ts';

/** What the frozen part of a network answers for every example: computed once, held in memory (float32), read every epoch. */
export async function computeFeatures(executor: Executor, examples: Examples, onProgress: (examples: number) => void): Promise<Examples> {
  const { shape, labels, read } = throughPrefix(executor, examples);
  const size = tf.util.sizeFromShape(shape);
  const features = new Float32Array(labels.length * size);
  for (const batch of batches(inOrder(labels.length), executor.batch)) {
    features.set(await read(batch), batch[0]! * size);
    onProgress(batch.length);
    await tf.nextFrame();
  }
  return {
    shape,
    labels,
    async read(indices) {
      const rows = new Float32Array(indices.length * size);
      for (let row = 0; row < indices.length; row++) {
        const from = indices[row]! * size;
        rows.set(features.subarray(from, from + size), row * size);
      }
      return rows;
    },
  };
}
