import * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder, type Opened } from '../data/examples.ts';
import { residentBytes } from '../recipe/memoryBounds.ts';

const readAtOnce = 32;

/**
 * Loads examples that take few bytes into the engine's memory when the first batch is read. Batches are then gathered
 * there, instead of being read and copied in each step. The source is closed at once.
 */
export function residentWhereSmall(examples: Opened<Examples>): Opened<Examples> {
  const { shape, labels, read, close } = examples;
  const size = tf.util.sizeFromShape(shape);
  if (labels.length * size * 4 > residentBytes) return examples;
  let all: tf.Tensor | undefined;
  async function gather(indices: Int32Array): Promise<tf.Tensor> {
    if (!all) {
      const values = new Float32Array(labels.length * size);
      // A few at a time, because decoding takes memory for files and pixels.
      for (const batch of batches(inOrder(labels.length), readAtOnce)) values.set(await read(batch), batch[0]! * size);
      // The caller may be inside `tf.tidy`.
      all = tf.keep(tf.tensor(values, [labels.length, ...shape]));
      close();
    }
    return tf.gather(all, indices);
  }
  return {
    shape,
    labels,
    gather,
    async read(indices) {
      const rows = await gather(Int32Array.from(indices));
      const values = await rows.data<'float32'>();
      rows.dispose();
      return values;
    },
    close: () => (all ? all.dispose() : close()),
  };
}
