import { resizeBilinear } from '#contracts/pixels/resizeBilinear';
import { resizeNearest } from '#contracts/pixels/resizeNearest';
import type { Recipe } from '#contracts/recipe';
import { openImage } from './formats/openImage.ts';
import { oneAtATime } from './oneAtATime.ts';

/**
 * Pixels that are decoded at once: 150 MB. A larger image is read in strips, and no two such images are at once.
 */
const stripPixels = 50_000_000;

export interface DecodedImage {
  /** Of the file's image. */
  width: number;
  height: number;
  /** inputSize × inputSize × 3 bytes. */
  pixels: Uint8Array;
}

type Settings = Pick<Recipe, 'inputSize' | 'interpolation'>;

/** The pixels of `readImage`. */
export async function decodeImage(bytes: Uint8Array, settings: Settings): Promise<Uint8Array> {
  return (await readImage(bytes, settings)).pixels;
}

/**
 * Decodes an image file and resizes it as Keras's `load_img` does (`openImage` says what that means). All rows are
 * decoded, so that a damaged file is found. Throws an error of one line for a file that cannot be read.
 */
export async function readImage(
  bytes: Uint8Array,
  { inputSize, interpolation }: Settings,
  maxPixels?: number,
): Promise<DecodedImage> {
  try {
    const { width, height, rows } = await openImage(bytes, maxPixels);
    if (width === inputSize && height === inputSize) return { width, height, pixels: await rows(0, height) };
    const resizing = (interpolation === 'nearest' ? resizeNearest : resizeBilinear)(width, height, inputSize);
    const stripRows = Math.max(1, Math.floor(stripPixels / width));
    const decode = async () => {
      for (let top = 0; top < height; top += stripRows) {
        const count = Math.min(stripRows, height - top);
        resizing.take(await rows(top, count), top, count);
      }
      return { width, height, pixels: resizing.pixels() };
    };
    return await (height > stripRows ? oneAtATime(decode) : decode());
  } catch (cause) {
    // A decoder may complain at length.
    throw new Error((cause as Error).message.trim().split('\n', 1)[0], { cause });
  }
}
