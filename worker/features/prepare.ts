import type * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder, type TrainingExamples } from '../data/examples.ts';
import { computeFeatures } from './computeFeatures.ts';
import { throughPrefix } from './throughPrefix.ts';

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

/** The same for images to train on. Each view of augmented ones goes through the frozen part when it is drawn. */
export async function prepareTraining(
  prefix: tf.LayersModel | null,
  { plain, view }: TrainingExamples,
  onProgress: (images: number) => void,
): Promise<TrainingExamples> {
  if (!view || !prefix) return { plain: await prepare(prefix, plain, onProgress), view };
  await prepare(null, plain, onProgress);
  return { plain: throughPrefix(prefix, plain), view: (pass) => throughPrefix(prefix, view(pass)) };
}
