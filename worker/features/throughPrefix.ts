import * as tf from '@tensorflow/tfjs';
import { batches, type Examples } from '../data/examples.ts';

/** Images that go through the frozen part at once: enough to keep the engine busy, and a bound on its memory. */
export const prefixBatch = 16;

/** What the frozen part of a network answers for examples, computed each time they are read. */
export function throughPrefix(prefix: tf.LayersModel, examples: Examples): Examples {
  const shape = prefix.outputs[0]!.shape.slice(1) as number[];
  const size = tf.util.sizeFromShape(shape);
  return {
    shape,
    labels: examples.labels,
    async read(indices) {
      const features = new Float32Array(indices.length * size);
      let done = 0;
      for (const batch of batches(Int32Array.from(indices), prefixBatch)) {
        const images = tf.tensor(await examples.read(batch), [batch.length, ...examples.shape]);
        const answer = tf.tidy(() => prefix.apply(images, { training: false }) as tf.Tensor);
        features.set(await answer.data(), done * size);
        tf.dispose([images, answer]);
        done += batch.length;
      }
      return features;
    },
  };
}
