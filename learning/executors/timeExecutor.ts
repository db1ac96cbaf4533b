import { frozenBatch, timedImages } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';

const rounds = 3;
const enoughMs = 2_000;

export interface TimedExecutor {
  /** The best time of some rounds, in milliseconds an image. */
  best: number;
  /** The output for the first image, or for all of them. */
  output: Float32Array;
}

/**
 * Times an executor on images of `size` values each, and disposes of it. `most` bounds how many images it gets at once.
 */
export async function timeExecutor(
  executor: Executor,
  pixels: Float32Array,
  size: number,
  most = imagesOf(executor),
): Promise<TimedExecutor> {
  const run = async (count: number) => {
    const started = performance.now();
    const output = await executor.run(pixels.subarray(0, count * size), count);
    return { ms: performance.now() - started, count, output };
  };
  // The first run is a warm-up. A GPU compiles its kernels for the shape of a batch meanwhile; a processor does little
  // beside an image that takes seconds.
  const firstCounts = executor.batch === frozenBatch.processor;
  let fastest = await run(firstCounts ? 1 : most);
  // Other work on the machine slows down some rounds, but not all. One that takes seconds is enough.
  for (let round = 0; round < rounds && (fastest.ms <= enoughMs || (round === 0 && !firstCounts)); round++) {
    const next = await run(most);
    if (round === 0 || next.ms < fastest.ms) fastest = next;
  }
  await executor.dispose();
  return { best: fastest.ms / fastest.count, output: fastest.output };
}

/** A GPU is timed on as many as it gets in a run: it takes hardly longer for them than for two. */
function imagesOf({ batch }: Executor): number {
  return batch === frozenBatch.processor ? timedImages : batch;
}

/** ‖received − expected‖ / ‖expected‖ of the images that both have computed. Throws if that is no number. */
export function distanceOf(received: Float32Array, expected: Float32Array): number {
  const both = expected.subarray(0, Math.min(received.length, expected.length));
  const distance = norm(both.map((value, index) => value - received[index]!)) / norm(both);
  if (!Number.isFinite(distance)) throw new Error('expected finite outputs that are not all zero');
  return distance;
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
