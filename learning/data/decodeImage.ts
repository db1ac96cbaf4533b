import sharp from 'sharp';
import { maxImagePixels } from '#contracts/dataset';
import type { Recipe } from '#contracts/recipe';
import { resizeBilinear } from './resizeBilinear.ts';
import { type RgbImage, resizeNearest } from './resizeNearest.ts';

const formats: readonly string[] = ['jpeg', 'png', 'webp', 'gif'];

/**
 * Decodes a JPEG, PNG, WebP or GIF (its first frame) to size × size × 3 bytes, as Keras's `load_img` does: grey becomes
 * RGB, transparency is dropped (not blended), colour profiles and orientation tags are ignored, printing inks become
 * RGB as Pillow computes them, and an image that already has the size is not resampled. Throws an error of one line
 * when the bytes are no whole image of these formats, have more pixels than may be imported, or are 16-bit grey.
 */
export async function decodeImage(
  bytes: Uint8Array,
  { inputSize, interpolation }: Pick<Recipe, 'inputSize' | 'interpolation'>,
): Promise<Uint8Array> {
  const image = await decode(bytes).catch((cause) => {
    // A decoder may complain at length.
    throw new Error(cause.message.trim().split('\n', 1)[0], { cause });
  });
  if (image.width === inputSize && image.height === inputSize) return image.pixels;
  return interpolation === 'nearest' ? resizeNearest(image, inputSize) : resizeBilinear(image, inputSize);
}

async function decode(bytes: Uint8Array): Promise<RgbImage> {
  const { format, width, height, space } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (!formats.includes(format)) throw new Error(`a file of another kind (${format})`);
  if (width * height > maxImagePixels)
    throw new Error(`${width} × ${height} pixels, where ${maxImagePixels} in all are the most`);
  // Pillow clips such an image to white: nothing could be learned from it, and nobody would see why.
  if (space === 'grey16') throw new Error('16-bit grey; save it with 8 bits a channel');
  const source = sharp(bytes, { failOn: 'error', ignoreIcc: true });
  const { data, info } = await (space === 'cmyk'
    ? source.pipelineColourspace('cmyk').toColourspace('cmyk')
    : source.toColourspace('srgb')
  )
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const decoded = new Uint8Array(data.buffer, data.byteOffset, data.length);
  if (info.channels !== (space === 'cmyk' ? 4 : 3))
    throw new Error(`${info.channels} colour channels where three were expected`);
  return { pixels: space === 'cmyk' ? inksToRgb(decoded) : decoded, width: info.width, height: info.height };
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
