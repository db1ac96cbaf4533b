import sharp from 'sharp';
import type { Recipe } from '#contracts/recipe';
import { resizeBilinear } from './resizeBilinear.ts';
import { resizeNearest } from './resizeNearest.ts';

/**
 * Decodes a JPEG, PNG, WebP or GIF (its first frame) to size × size × 3 bytes, as Keras's `load_img` does: grey becomes RGB, transparency is
 * dropped (not blended), colour profiles and orientation tags are ignored, printing inks become RGB as Pillow computes them, and an image
 * that already has the size is not resampled. Throws sharp's error when the bytes are no whole image, and one of its own for 16-bit grey.
 */
export async function decodeImage(
  bytes: Uint8Array,
  { inputSize, interpolation }: Pick<Recipe, 'inputSize' | 'interpolation'>,
): Promise<Uint8Array> {
  const { space } = await sharp(bytes).metadata();
  // Pillow clips such an image to white: nothing could be learned from it, and nobody would see why.
  if (space === 'grey16') throw new Error('16-bit grey; save it with 8 bits a channel');
  const source = sharp(bytes, { failOn: 'error', ignoreIcc: true });
  const { data, info } = await (space === 'cmyk' ? source.pipelineColourspace('cmyk').toColourspace('cmyk') : source.toColourspace('srgb'))
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const decoded = new Uint8Array(data.buffer, data.byteOffset, data.length);
  if (info.channels !== (space === 'cmyk' ? 4 : 3)) throw new Error(`${info.channels} colour channels where three were expected`);
  const image = { pixels: space === 'cmyk' ? inksToRgb(decoded) : decoded, width: info.width, height: info.height };
  if (info.width === inputSize && info.height === inputSize) return image.pixels;
  return interpolation === 'nearest' ? resizeNearest(image, inputSize) : resizeBilinear(image, inputSize);
}

/** Cyan, magenta, yellow and black to red, green and blue. Source: Pillow, `cmyk2rgb` in Convert.c. */
function inksToRgb(inks: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((inks.length / 4) * 3);
  for (let from = 0, to = 0; from < inks.length; from += 4) {
    const light = 255 - inks[from + 3]!;
    for (let ink = 0; ink < 3; ink++) {
      const product = inks[from + ink]! * light + 128;
      rgb[to++] = Math.max(0, light - (((product >> 8) + product) >> 8));
    }
  }
  return rgb;
}
