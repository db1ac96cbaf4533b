import { RunFailure } from '#contracts/runFailure';
import { batches, type Examples } from '../data/examples.ts';
import type { Executor } from './executor.ts';

/**
 * What a frozen part answers for examples, batch after batch. While one batch is computed the next one is read (decoded, augmented). Throws
 * NAN_LOSS where an answer is no finite number.
 */
export async function* extract(executor: Executor, examples: Examples, indices: Int32Array): AsyncGenerator<Float32Array, void> {
  const all = batches(indices, executor.batch);
  const readAhead = (batch: Int32Array | undefined) => {
    const reading = batch && examples.read(batch);
    // Whoever awaits it hears of its error; until then nobody does.
    reading?.catch(() => {});
    return reading;
  };
  let next = readAhead(all[0]);
  for (const [index, batch] of all.entries()) {
    const images = (await next)!;
    const answering = executor.run(images, batch.length);
    next = readAhead(all[index + 1]);
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
