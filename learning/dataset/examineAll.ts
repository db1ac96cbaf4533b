import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { ImportLimits } from '#contracts/importLimits';
import { type Examined, examine } from './examine.ts';
import type { Listing } from './listing.ts';
import type { DatasetImage } from './readDataset.ts';

/**
 * Examines all images of a dataset, as many at a time as the machine has processors, in any order. `known` has those
 * that were examined before, and gets the others. `onImage` is called after each.
 */
export async function examineAll(
  listing: Listing,
  images: readonly DatasetImage[],
  limits: Pick<ImportLimits, 'pixels'>,
  known: Map<string, Examined>,
  onImage: () => void,
): Promise<void> {
  // Many small images go quicker with a thread each.
  sharp.concurrency(1);
  const waiting = images.filter(({ path }) => !known.has(path));
  const examined = Readable.from(waiting).map(
    async ({ path }: DatasetImage): Promise<[string, Examined]> => {
      const bytes = await listing.read(path).catch((error: Error) => error);
      return [path, bytes instanceof Error ? { fault: bytes.message } : await examine(bytes, limits.pixels)];
    },
    { concurrency: availableParallelism() + 2 },
  );
  for await (const [path, result] of examined as AsyncIterable<[string, Examined]>) {
    known.set(path, result);
    onImage();
  }
}
