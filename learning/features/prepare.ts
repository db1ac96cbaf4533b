import type * as tf from '@tensorflow/tfjs';
import { decodeAll } from '../data/decodeAll.ts';
import type { Examples, Images, Opened, TrainingExamples, TrainingImages } from '../data/examples.ts';
import type { Features } from './features.ts';
import { residentWhereSmall } from './residentExamples.ts';

/**
 * Makes images ready for the trained part of a network: their features where there is a frozen part, else the images
 * themselves. Every image is decoded (unless its features are there already), so that a broken one is found before
 * anything is trained. `onImages` hears how many more are done.
 */
export async function prepare(
  features: Features,
  prefix: tf.LayersModel | null,
  images: Images,
  onImages: (count: number) => void,
): Promise<Opened<Examples>> {
  if (prefix) return features.of(prefix, images, onImages);
  await decodeAll(images, onImages);
  return residentWhereSmall({ ...images, close() {} });
}

/**
 * The same for images to train on. Of augmented ones the view of `firstPass` is made ready, each further one when its
 * pass begins.
 */
export async function prepareTraining(
  features: Features,
  prefix: tf.LayersModel | null,
  { plain, view }: TrainingImages,
  firstPass: number,
  onImages: (count: number) => void,
): Promise<Opened<TrainingExamples>> {
  if (!view) {
    const prepared = await prepare(features, prefix, plain, onImages);
    return { plain: prepared, view: null, close: prepared.close };
  }
  if (!prefix) {
    await decodeAll(plain, onImages);
    return { plain, view: async (pass) => view(pass), close() {} };
  }
  let ready: { pass: number; examples: Opened<Examples> } = {
    pass: firstPass,
    examples: await features.of(prefix, view(firstPass), onImages),
  };
  return {
    plain: ready.examples,
    async view(pass) {
      if (pass !== ready.pass) {
        const next = { pass, examples: await features.of(prefix, view(pass), null) };
        ready.examples.close();
        ready = next;
      }
      return ready.examples;
    },
    close: () => ready.examples.close(),
  };
}
