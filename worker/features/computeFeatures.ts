import * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder } from '../data/examples.ts';

/** Images that go through the frozen part at once: enough to keep the engine busy, and a bound on its memory. */
const batchSize = 16;

/** What the frozen part of a network answers for every example: computed once, held in memory (float32), read every epoch. */
export async function computeFeatures(
  prefix: tf.LayersModel,
  examples: Examples,
  onProgress: (examples: number) => void,
): Promise<Examples> {
  const shape = prefix.outputs[0]!.shape.slice(1) as number[];
  const size = tf.util.sizeFromShape(shape);
  const { labels } = examples;
  const features = new Float32Array(labels.length * size);
  for (const batch of batches(inOrder(labels.length), batchSize)) {
    const images = tf.tensor(await examples.read(batch), [batch.length, ...examples.shape]);
    const answer = tf.tidy(() => prefix.apply(images, { training: false }) as tf.Tensor);
    features.set(await answer.data(), batch[0]! * size);
    tf.dispose([images, answer]);
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
