import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { decodeImage } from './decodeImage.ts';
import type { Examples } from './examples.ts';
import type { ImageSource } from './imageSource.ts';
import { preprocess, preprocessingOf } from './preprocess.ts';

/** Decoded images stay in memory, one byte a value, as long as their split needs no more bytes than this. */
const keepBytes = 2 ** 30;

/** What a recipe says of images. */
export type ImageSettings = Pick<Recipe, 'backbone' | 'inputSize' | 'interpolation' | 'preprocessing'>;

/** A split's images, decoded to the recipe's size. */
export interface DecodedImages {
  labels: Int32Array;
  /** inputSize × inputSize × 3 bytes. Throws BAD_IMAGE where the image is missing or cannot be decoded. */
  pixelsOf(index: number): Promise<Uint8Array>;
}

/** Images that are decoded when they are first read. */
export function decodeImages(source: ImageSource, recipe: ImageSettings): DecodedImages {
  const { labels } = source;
  const kept = labels.length * recipe.inputSize ** 2 * 3 <= keepBytes ? new Map<number, Uint8Array>() : undefined;
  return {
    labels,
    async pixelsOf(index) {
      const known = kept?.get(index);
      if (known) return known;
      const pixels = await decode(source, index, recipe);
      kept?.set(index, pixels);
      return pixels;
    },
  };
}

/** Images as the recipe wants them, [inputSize, inputSize, 3]. Reading throws BAD_IMAGE. */
export function preprocessedImages({ labels, pixelsOf }: DecodedImages, recipe: ImageSettings): Examples {
  const size = recipe.inputSize ** 2 * 3;
  const preprocessing = preprocessingOf(recipe);
  return {
    shape: [recipe.inputSize, recipe.inputSize, 3],
    labels,
    async read(indices) {
      const images = await Promise.all(Array.from(indices, pixelsOf));
      const values = new Float32Array(images.length * size);
      for (const [n, pixels] of images.entries()) preprocess(pixels, preprocessing, values, n * size);
      return values;
    },
  };
}

/** A split's images as the recipe wants them. */
export function openImages(source: ImageSource, recipe: ImageSettings): Examples {
  return preprocessedImages(decodeImages(source, recipe), recipe);
}

async function decode(source: ImageSource, index: number, recipe: ImageSettings): Promise<Uint8Array> {
  try {
    return await decodeImage(await source.read(index), recipe);
  } catch (cause) {
    const why = source.sealed ? 'bytes that cannot be decoded' : (cause as Error).message.trim();
    throw new RunFailure('BAD_IMAGE', `Expected ${source.nameOf(index)} to be a whole JPEG, PNG, WebP or GIF image, received: ${why}`, {
      cause,
    });
  }
}
