import sharp from 'sharp';
import type { Recipe } from '#contracts/recipe';
import { resizeBilinear } from './resizeBilinear.ts';
import { resizeNearest } from './resizeNearest.ts';

/**
 * Decodes a JPEG, PNG, WebP or GIF (its first frame) to size × size × 3 bytes, as Keras's `load_img` does: grey becomes RGB, transparency is
 * dropped (not blended), colour profiles and orientation tags are ignored, and an image that already has the size is not resampled.
 * Throws sharp's error when the bytes are no whole image.
 */
export async function decodeImage(
  bytes: Uint8Array,
  { inputSize, interpolation }: Pick<Recipe, 'inputSize' | 'interpolation'>,
): Promise<Uint8Array> {
  const { data, info } = await sharp(bytes, { failOn: 'error', ignoreIcc: true })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const image = { pixels: new Uint8Array(data.buffer, data.byteOffset, data.length), width: info.width, height: info.height };
  if (info.channels !== 3) throw new Error(`${info.channels} colour channels where three were expected`);
  if (info.width === inputSize && info.height === inputSize) return image.pixels;
  return interpolation === 'nearest' ? resizeNearest(image, inputSize) : resizeBilinear(image, inputSize);
}
