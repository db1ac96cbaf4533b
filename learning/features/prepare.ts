import type * as tf from '@tensorflow/tfjs';
import { decodeAll } from '../data/decodeAll.ts';
import type { Examples, Images, Opened, TrainingExamples, TrainingImages } from '../data/examples.ts';
import type { Features } from './features.ts';
import { residentWhereSmall } from './residentExamples.ts';

/**
 * The inputs of a network's trained suffix: the features of images, or the images themselves if there is no prefix.
 * Every image whose features are not stored is decoded once, so that a broken one is found before training. `onImages`
 * is called with the number of further images that are done.
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
 * The same for training images. Augmented ones are prepared for `firstPass`; each further view when its pass begins.
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
  let current: { pass: number; examples: Opened<Examples> } = {
    pass: firstPass,
    examples: await features.of(prefix, view(firstPass), onImages),
  };
  return {
    plain: current.examples,
    async view(pass) {
      if (pass !== current.pass) {
        const next = { pass, examples: await features.of(prefix, view(pass), null) };
        current.examples.close();
        current = next;
      }
      return current.examples;
    },
    close: () => current.examples.close(),
  };
}
