import { batches, type Images, inOrder } from './examples.ts';

/** Images that are decoded at once. */
const batchSize = 32;

/** Decodes every image, to find a broken one now. Throws BAD_IMAGE. `onImages` is told how many more are decoded. */
export async function decodeAll(images: Images, onImages: (count: number) => void): Promise<void> {
  for (const batch of batches(inOrder(images.labels.length), batchSize)) {
    await images.read(batch);
    onImages(batch.length);
  }
}
