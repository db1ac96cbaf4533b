import { resizeBilinear } from '#contracts/pixels/resizeBilinear';
import { resizeNearest } from '#contracts/pixels/resizeNearest';
import type { PictureSettings } from './workerMessages.ts';

/** Rows that are copied at once, so that a large photograph is not in memory twice. */
const stripRows = 64;

/**
 * A canvas's pixels, four bytes each, as the run resized its images: inputSize × inputSize × 3 bytes, byte for byte
 * what the worker makes of the same pixels. A picture of exactly that size is taken as it is.
 */
export function resizedPixels(
  { data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>,
  { inputSize, interpolation }: Pick<PictureSettings, 'inputSize' | 'interpolation'>,
): Uint8Array {
  if (width === inputSize && height === inputSize) return withoutAlpha(data, 0, width * height);
  const resizing = (interpolation === 'nearest' ? resizeNearest : resizeBilinear)(width, height, inputSize);
  for (let top = 0; top < height; top += stripRows) {
    const rows = Math.min(stripRows, height - top);
    resizing.take(withoutAlpha(data, top * width, rows * width), top, rows);
  }
  return resizing.pixels();
}

function withoutAlpha(data: Uint8ClampedArray, first: number, count: number): Uint8Array {
  const pixels = new Uint8Array(3 * count);
  for (let to = 0, from = 4 * first; to < pixels.length; to += 3, from += 4) {
    pixels[to] = data[from]!;
    pixels[to + 1] = data[from + 1]!;
    pixels[to + 2] = data[from + 2]!;
  }
  return pixels;
}
