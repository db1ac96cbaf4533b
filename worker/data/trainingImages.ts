import type { Augmentation } from '#contracts/augmentation';
import type { Recipe } from '#contracts/recipe';
import { trainsOnImages } from '#contracts/stages';
import { deriveSeed } from '../training/random.ts';
import { applyTransform, randomTransform } from './augmentation/augment.ts';
import { createRandomState } from './augmentation/randomState.ts';
import type { Images, TrainingImages } from './examples.ts';
import type { ImageSource } from './imageSource.ts';
import { type DecodedImages, decodeImages, originOf, preprocessedImages } from './images.ts';
import { preprocess, preprocessingOf } from './preprocess.ts';

/** The images to train on as the recipe wants them, each pass with a variation of its own where it augments. `seed` decides which. */
export function openTrainingImages(source: ImageSource, recipe: Recipe, seed: number): TrainingImages {
  const { augmentation } = recipe;
  const decoded = decodeImages(source, recipe, augmentation !== undefined || trainsOnImages(recipe));
  return {
    plain: preprocessedImages(decoded, recipe),
    view: augmentation ? (pass) => augmentedImages(decoded, recipe, augmentation, deriveSeed(seed, 'augmentation', pass)) : null,
  };
}

/**
 * One variation of all images. It is drawn for each in turn, so that it does not depend on the order in which they are read. As in Keras
 * an image is augmented at the network's size and before its preprocessing.
 */
function augmentedImages({ labels, pixelsOf, hashOf }: DecodedImages, recipe: Recipe, policy: Augmentation, seed: number): Images {
  const size = { height: recipe.inputSize, width: recipe.inputSize };
  const random = createRandomState(seed);
  const transforms = Array.from(labels, () => randomTransform(policy, size, random));
  const preprocessing = preprocessingOf(recipe);
  const length = size.height * size.width * 3;
  return {
    shape: [size.height, size.width, 3],
    labels,
    origin: { ...originOf(recipe), augmentation: policy, seed },
    // An image's place decides its variation.
    identityOf: async (index) => `${await hashOf(index)} ${index}`,
    async read(indices) {
      const values = new Float32Array(indices.length * length);
      for (let n = 0; n < indices.length; n++) {
        const index = indices[n]!;
        const image = applyTransform(await pixelsOf(index), size, transforms[index]!, policy);
        preprocess(image, preprocessing, values, n * length);
      }
      return values;
    },
  };
}
