import type * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder } from '../data/examples.ts';
import { computeFeatures } from './computeFeatures.ts';

/** Images that are decoded at once. */
const batchSize = 32;

/**
 * Makes images ready for the trained part of a network: their features where there is a frozen part, else the images themselves. Every
 * image is decoded here, so that a broken one is found before anything is trained. `onProgress` hears how many more are done.
 */
export async function prepare(prefix: tf.LayersModel | null, images: Examples, onProgress: (images: number) => void): Promise<Examples> {
  if (prefix) return computeFeatures(prefix, images, onProgress);
  for (const batch of batches(inOrder(images.labels.length), batchSize)) {
    await images.read(batch);
    onProgress(batch.length);
  }
  return images;
}
