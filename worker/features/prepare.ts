import { batches, type Examples, inOrder, type TrainingExamples } from '../data/examples.ts';
import { computeFeatures } from './computeFeatures.ts';
import type { Executor } from './executor.ts';
import { throughPrefix } from './throughPrefix.ts';

/** Images that are decoded at once. */
const batchSize = 32;

/**
 * Makes images ready for the trained part of a network: their features where there is a frozen part, which has an executor, else the images themselves. Every
 * image is decoded here, so that a broken one is found before anything is trained. `onProgress` hears how many more are done.
 */
export async function prepare(executor: Executor | null, images: Examples, onProgress: (images: number) => void): Promise<Examples> {
  if (executor) return computeFeatures(executor, images, onProgress);
  for (const batch of batches(inOrder(images.labels.length), batchSize)) {
    await images.read(batch);
    onProgress(batch.length);
  }
  return images;
}

/** The same for images to train on. Each view of augmented ones goes through the frozen part when it is drawn. */
export async function prepareTraining(
  executor: Executor | null,
  { plain, view }: TrainingExamples,
  onProgress: (images: number) => void,
): Promise<TrainingExamples> {
  if (!view || !executor) return { plain: await prepare(executor, plain, onProgress), view };
  await prepare(null, plain, onProgress);
  return { plain: throughPrefix(executor, plain), view: (pass) => throughPrefix(executor, view(pass)) };
}
