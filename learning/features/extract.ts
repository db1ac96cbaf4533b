import { availableParallelism } from 'node:os';
import { RunFailure } from '#contracts/runFailure';
import { batches, type Examples } from '../data/examples.ts';
import type { Executor } from '../executors/executor.ts';

/**
 * What a frozen part answers for examples, batch after batch. While one batch is computed the next ones are read
 * (decoded, augmented), an image a processor. Throws NAN_LOSS where an answer is no finite number.
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
      // Whoever awaits it hears of its error; until then nobody does.
      read.catch(() => {});
      reading.push(read);
    }
  };
  for (const [index, batch] of all.entries()) {
    readAhead(index + 1);
    const images = (await reading.shift())!;
    const answering = executor.run(images, batch.length);
    readAhead(index + 1 + ahead);
    const answer = await answering;
    if (!allFinite(answer))
      throw new RunFailure(
        'NAN_LOSS',
        'Expected the frozen part of the network to answer finite numbers, received others; are its weights right?',
      );
    yield answer;
  }
}

function allFinite(values: Float32Array): boolean {
  // Of an infinite number, or none, this makes NaN.
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]! * 0;
  return sum === 0;
}
