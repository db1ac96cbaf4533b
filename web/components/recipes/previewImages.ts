import type { Augmentation } from '#contracts/augmentation';
import { resizeBilinear } from '#contracts/pixels/resizeBilinear';
import { resizeNearest } from '#contracts/pixels/resizeNearest';
import { deriveSeed } from '#contracts/random/deriveSeed';
import type { Recipe } from '#contracts/recipe';
import { applyTransform } from '#contracts/variation/augment';
import { passTransforms } from '#contracts/variation/passTransforms';

/** A training image as the API lists it. */
export interface Sample {
  className: string;
  url: string;
  width: number;
  height: number;
}

/** Pixels of a picture that a browser decodes at once: 64 MB. */
const mostPixels = 16_000_000;

/** Of several classes one picture each, the smallest one: it is loaded soonest. */
export function chosenSamples(samples: readonly Sample[], count: number): Sample[] {
  const byClass = new Map<string, Sample>();
  for (const sample of samples) {
    const pixels = sample.width * sample.height;
    const known = byClass.get(sample.className);
    if (pixels <= mostPixels && (!known || pixels < known.width * known.height)) byClass.set(sample.className, sample);
  }
  return [...byClass.values()].slice(0, count);
}

/**
 * A picture at the size of the network's input, inputSize × inputSize × 3 bytes, resized as training resizes it. The
 * browser decodes it, without regard to colour profiles and rotation, as training does.
 */
export async function readPicture(
  url: string,
  { inputSize, interpolation }: Pick<Recipe, 'inputSize' | 'interpolation'>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`expected a picture at ${url}, received status ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob(), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    imageOrientation: 'none',
  });
  const { width, height } = bitmap;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('expected a canvas to draw on, received none');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    pixels[to] = data[from]!;
    pixels[to + 1] = data[from + 1]!;
    pixels[to + 2] = data[from + 2]!;
  }
  if (width === inputSize && height === inputSize) return pixels;
  const resizing = (interpolation === 'nearest' ? resizeNearest : resizeBilinear)(width, height, inputSize);
  resizing.take(pixels, 0, height);
  return resizing.pixels();
}

/**
 * The pictures as a pass over them varies them, by the code that training varies them with: the values are those that
 * `openTrainingImages` would make of these pictures, before their preprocessing. Each is made when it is asked for.
 */
export function variedPictures(
  pictures: readonly Uint8Array[],
  policy: Augmentation,
  { inputSize, seed }: Pick<Recipe, 'inputSize' | 'seed'>,
  pass: number,
): (() => Float32Array)[] {
  const size = { height: inputSize, width: inputSize };
  const transforms = passTransforms(policy, pictures.length, size, deriveSeed(seed, 'augmentation', pass));
  return pictures.map((picture, index) => () => applyTransform(picture, size, transforms[index]!, policy));
}

/** Shows size × size × 3 values from 0 to 255 on a canvas, rounded to whole ones. */
export function show(canvas: HTMLCanvasElement, values: Uint8Array | Float32Array, size: number): void {
  const image = new ImageData(size, size);
  for (let from = 0, to = 0; from < values.length; from += 3, to += 4) {
    image.data[to] = values[from]!;
    image.data[to + 1] = values[from + 1]!;
    image.data[to + 2] = values[from + 2]!;
    image.data[to + 3] = 255;
  }
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
