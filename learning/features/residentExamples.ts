import * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder, type Opened } from '../data/examples.ts';
import { residentBytes } from '../recipe/memoryBounds.ts';

const readAtOnce = 32;

/**
 * Examples of a few bytes are loaded into the engine when the first batch is drawn: batches are then copied there, and
 * not read, converted and handed over anew each time. What they are read from is let go of at once.
 */
export function residentWhereSmall(examples: Opened<Examples>): Opened<Examples> {
  const { shape, labels, read, close } = examples;
  const size = tf.util.sizeFromShape(shape);
  if (labels.length * size * 4 > residentBytes) return examples;
  let all: tf.Tensor | undefined;
  async function gather(indices: Int32Array): Promise<tf.Tensor> {
    if (!all) {
      const values = new Float32Array(labels.length * size);
      // A few at a time: of images that are not decoded yet, files and pixels would else lie in memory all together.
      for (const batch of batches(inOrder(labels.length), readAtOnce)) values.set(await read(batch), batch[0]! * size);
      // Kept, whatever scope this is called in.
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
