import type { Augmentation } from '#contracts/augmentation';
import { deriveSeed } from '#contracts/random/deriveSeed';
import type { Recipe } from '#contracts/recipe';
import { trainsOnImages } from '#contracts/stages';
import { passTransforms } from '#contracts/variation/passTransforms';
import { variationThreads, varyElsewhere } from './augmentation/variationThreads.ts';
import { batches, type Images, type TrainingImages } from './examples.ts';
import type { ImageSource } from './imageSource.ts';
import { type DecodedImages, decodeImages, originOf, preprocessedImages } from './images.ts';

/**
 * The images to train on as the recipe wants them, each pass with a variation of its own where it augments. `seed`
 * decides which.
 */
export function openTrainingImages(source: ImageSource, recipe: Recipe, seed: number): TrainingImages {
  const { augmentation } = recipe;
  const decoded = decodeImages(source, recipe, augmentation !== undefined || trainsOnImages(recipe));
  return {
    plain: preprocessedImages(decoded, recipe),
    view: augmentation
      ? (pass) => augmentedImages(decoded, recipe, augmentation, deriveSeed(seed, 'augmentation', pass))
      : null,
  };
}

/**
 * One variation of all images. It is drawn for each in turn, so that it does not depend on the order in which they are
 * read. As in Keras an image is augmented at the network's size and before its preprocessing.
 */
function augmentedImages(
  { labels, pixelsOf, identityOf }: DecodedImages,
  recipe: Recipe,
  policy: Augmentation,
  seed: number,
): Images {
  const size = { height: recipe.inputSize, width: recipe.inputSize };
  const { backbone, preprocessing } = recipe;
  const transforms = passTransforms(policy, labels.length, size, seed);
  const length = size.height * size.width * 3;
  return {
    shape: [size.height, size.width, 3],
    labels,
    origin: { ...originOf(recipe), augmentation: policy, seed },
    // An image's place decides its variation.
    identityOf: async (index) => `${await identityOf(index)} ${index}`,
    async read(indices) {
      const values = new Float32Array(indices.length * length);
      const share = Math.ceil(indices.length / variationThreads);
      const vary = async (part: Int32Array, n: number) => {
        const pixels = await Promise.all(Array.from(part, pixelsOf));
        const varied = {
          pixels,
          transforms: Array.from(part, (index) => transforms[index]!),
          size,
          policy,
          recipe: { backbone, preprocessing },
        };
        values.set(await varyElsewhere(varied), n * share * length);
      };
      await Promise.all(batches(Int32Array.from(indices), share).map(vary));
      return values;
    },
  };
}
