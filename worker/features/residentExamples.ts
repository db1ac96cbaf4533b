import * as tf from '@tensorflow/tfjs';
import { residentBytes } from '#contracts/memoryBounds';
import { type Examples, inOrder, type Opened } from '../data/examples.ts';

/**
 * Examples of a few bytes are loaded into the engine when the first batch is drawn: batches are then copied there, and not read, converted and
 * handed over anew each time. What they are read from is let go of at once.
 */
export function residentWhereSmall(examples: Opened<Examples>): Opened<Examples> {
  const { shape, labels, read, close } = examples;
  if (labels.length * tf.util.sizeFromShape(shape) * 4 > residentBytes) return examples;
  let all: tf.Tensor | undefined;
  async function gather(indices: Int32Array): Promise<tf.Tensor> {
    if (!all) {
      // Kept, whatever scope this is called in.
      all = tf.keep(tf.tensor(await read(inOrder(labels.length)), [labels.length, ...shape]));
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
