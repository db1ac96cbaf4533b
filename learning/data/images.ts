import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { imageFormatOf, imageFormats } from '#contracts/imageFormats';
import { preprocess } from '#contracts/pixels/preprocess';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { isOutOfMemory } from '#machine/exhausted';
import { keptImageBytes } from '../recipe/memoryBounds.ts';
import { decodeImage } from './decodeImage.ts';
import type { Images } from './examples.ts';
import type { ImageSource } from './imageSource.ts';
import { preprocessingOf } from './preprocessingOf.ts';

/** What a recipe says of images. */
export type ImageSettings = Pick<Recipe, 'backbone' | 'inputSize' | 'interpolation' | 'preprocessing'>;

/** A split's images, decoded to the recipe's size. */
export interface DecodedImages {
  labels: Int32Array;
  /** inputSize × inputSize × 3 bytes. Throws BAD_IMAGE where the image is missing or cannot be decoded. */
  pixelsOf(index: number): Promise<Uint8Array>;
  /**
   * What tells it from others: the SHA-256 of its file, in hex, and of a GIF how it is read. Throws BAD_IMAGE where the
   * file is missing.
   */
  identityOf(index: number): Promise<string>;
}

/** Images that are decoded when they are read; for the first time only, where they are `keep`t for others. */
export function decodeImages(source: ImageSource, recipe: ImageSettings, keep: boolean): DecodedImages {
  const { labels } = source;
  const identities: string[] = [];
  const kept =
    keep && labels.length * recipe.inputSize ** 2 * 3 <= keptImageBytes ? new Map<number, Uint8Array>() : null;
  return {
    labels,
    async pixelsOf(index) {
      const known = kept?.get(index);
      if (known) return known;
      const pixels = await decode(source, index, recipe);
      kept?.set(index, pixels);
      return pixels;
    },
    async identityOf(index) {
      identities[index] ??= await identify(source, index);
      return identities[index];
    },
  };
}

/** Images as the recipe wants them, [inputSize, inputSize, 3]. Reading throws BAD_IMAGE. */
export function preprocessedImages({ labels, pixelsOf, identityOf }: DecodedImages, recipe: ImageSettings): Images {
  const size = recipe.inputSize ** 2 * 3;
  const preprocessing = preprocessingOf(recipe);
  return {
    shape: [recipe.inputSize, recipe.inputSize, 3],
    labels,
    origin: originOf(recipe),
    identityOf,
    async read(indices) {
      const images = await Promise.all(Array.from(indices, pixelsOf));
      const values = new Float32Array(images.length * size);
      for (const [n, pixels] of images.entries()) preprocess(pixels, preprocessing, values, n * size);
      return values;
    },
  };
}

/** A split's images as the recipe wants them. `keep` is for those that are read again and again. */
export function openImages(source: ImageSource, recipe: ImageSettings, { keep = false } = {}): Images {
  return preprocessedImages(decodeImages(source, recipe, keep), recipe);
}

/** What decides the values of an image besides its file. The decoder is part of it: another one may round otherwise. */
export function originOf({ backbone, inputSize, interpolation, preprocessing }: ImageSettings): Images['origin'] {
  const prepared = preprocessing === 'rescale' ? preprocessing : `${preprocessing} of ${backbone}`;
  return { inputSize, interpolation, preprocessing: prepared, decoder: sharp.versions };
}

async function decode(source: ImageSource, index: number, recipe: ImageSettings): Promise<Uint8Array> {
  const file = await readFile(source, index);
  return decodeImage(file, recipe).catch(refuse(source, index));
}

function readFile(source: ImageSource, index: number): Promise<Buffer> {
  return source.read(index).catch(refuse(source, index));
}

/**
 * Features of GIFs were once kept that showed transparent pixels as black: their identity says that they are not. Other
 * images have the identity that they always had.
 */
async function identify(source: ImageSource, index: number): Promise<string> {
  const known = source.hashOf?.(index);
  if (known !== undefined) return source.endingOf?.(index).toLowerCase() === '.gif' ? `${known} ${gifReading}` : known;
  const file = await readFile(source, index);
  return imageFormatOf(file) === 'GIF' ? `${sha256(file)} ${gifReading}` : sha256(file);
}

const gifReading = 'in palette colours';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function refuse(source: ImageSource, index: number) {
  return (cause: Error): never => {
    // What the machine lacks is not put down to the image.
    if (cause instanceof RunFailure || isOutOfMemory(cause)) throw cause;
    const why = source.sealed ? 'bytes that cannot be decoded' : cause.message.trim();
    throw new RunFailure(
      'BAD_IMAGE',
      `Expected ${source.nameOf(index)} to be a whole image (${imageFormats.join(', ')}), received: ${why}; ` +
        'save it again or leave it out',
      { cause },
    );
  };
}
