import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import { batches, type Examples } from '../data/examples.ts';
import type { Executor } from '../executors/executor.ts';

/**
 * The outputs of an executor for examples, batch after batch. While it computes one batch, the next ones are read
 * (decoded, augmented), one image a processor. Throws NAN_LOSS if an output is not a finite number.
 */
export async function* extract(
  executor: Executor,
  examples: Examples,
  indices: Int32Array,
): AsyncGenerator<Float32Array, void> {
  const all = batches(indices, executor.batch);
  const ahead = Math.ceil(availableParallelism() / executor.batch);
  const reading: Promise<Float32Array>[] = [];
  let begun = 0;
  const readAhead = (upTo: number) => {
    for (; begun < Math.min(upTo, all.length); begun++) {
      const read = examples.read(all[begun]!);
      // The loop handles the error when it awaits this batch.
      read.catch(() => {});
      reading.push(read);
    }
  };
  for (const [index, batch] of all.entries()) {
    readAhead(index + 1);
    const images = (await reading.shift())!;
    const computing = executor.run(images, batch.length);
    readAhead(index + 1 + ahead);
    const features = await computing;
    if (!allFinite(features))
      throw new RunFailure(
        'NAN_LOSS',
        'Expected finite outputs of the frozen layers, received others; are the weights right?',
      );
    yield features;
  }
}

/** The outputs of an executor as examples. They are computed each time they are read. */
export function throughPrefix(executor: Executor, examples: Examples): Examples {
  const { shape } = executor;
  const size = tf.util.sizeFromShape(shape);
  return {
    shape,
    labels: examples.labels,
    async read(indices) {
      const features = new Float32Array(indices.length * size);
      let at = 0;
      for await (const batch of extract(executor, examples, Int32Array.from(indices))) {
        features.set(batch, at);
        at += batch.length;
      }
      return features;
    },
  };
}

function allFinite(values: Float32Array): boolean {
  // 0 for finite numbers, NaN for all others.
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]! * 0;
  return sum === 0;
}
