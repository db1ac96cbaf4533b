import type { ImageEntry, Split } from '#contracts/dataset';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { ObjectStore } from '#prisma/objectStore';
import { decodeImage } from './decodeImage.ts';
import type { Examples } from './examples.ts';
import { preprocess, preprocessingOf } from './preprocess.ts';

/** Decoded images stay in memory, one byte a value, as long as their split needs no more bytes than this. */
const keepBytes = 2 ** 30;

export interface ImageSource {
  store: ObjectStore;
  split: Split;
  classNames: readonly string[];
  entries: readonly ImageEntry[];
}

/**
 * A split's images as the recipe wants them, [inputSize, inputSize, 3], decoded when they are first read. Reading throws BAD_IMAGE where an
 * image is missing or cannot be decoded.
 */
export function openImages(source: ImageSource, recipe: Recipe): Examples {
  const size = recipe.inputSize ** 2 * 3;
  const preprocessing = preprocessingOf(recipe);
  const { entries } = source;
  const kept = entries.length * size <= keepBytes ? new Map<number, Uint8Array>() : undefined;

  async function pixelsOf(index: number): Promise<Uint8Array> {
    const known = kept?.get(index);
    if (known) return known;
    const pixels = await decode(source, entries[index]!, recipe);
    kept?.set(index, pixels);
    return pixels;
  }

  return {
    shape: [recipe.inputSize, recipe.inputSize, 3],
    labels: Int32Array.from(entries, (entry) => entry.label),
    async read(indices) {
      const images = await Promise.all(Array.from(indices, pixelsOf));
      const values = new Float32Array(images.length * size);
      for (const [n, pixels] of images.entries()) preprocess(pixels, preprocessing, values, n * size);
      return values;
    },
  };
}

async function decode({ store, split, classNames }: ImageSource, entry: ImageEntry, recipe: Recipe): Promise<Uint8Array> {
  try {
    return await decodeImage(await store.get(entry.sha256), recipe);
  } catch (cause) {
    // The student reads this sentence, and may not learn a test image's name.
    const which = split === 'test' ? 'a sealed test image' : `${split}/${classNames[entry.label]}/${entry.name}`;
    const why = split === 'test' ? 'bytes that cannot be decoded' : (cause as Error).message;
    throw new RunFailure('BAD_IMAGE', `Expected ${which} to be a whole JPEG, PNG, WebP or GIF image, received: ${why}`, { cause });
  }
}
