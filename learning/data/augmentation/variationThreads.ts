import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ImagesToVary } from './varyImages.ts';

/** As many images as this can be varied at once, on as many processors. More than eight are ahead of every network. */
export const variationThreads = Math.min(8, availableParallelism());

let threads: Piscina<ImagesToVary, Float32Array> | undefined;

/**
 * Varies images in another thread, so that this one can go on; threads that have nothing to do keep no process alive.
 */
export function varyElsewhere(images: ImagesToVary): Promise<Float32Array> {
  threads ??= new Piscina({
    filename: new URL('./varyImages.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: variationThreads,
    idleTimeout: 10_000,
  });
  return threads.run(images);
}
