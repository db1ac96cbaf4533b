import sharp from 'sharp';
import type { ImageFile } from './imageFile.ts';

/**
 * Opens a JPEG, PNG, WebP or TIFF, the first picture of it. Transparency is dropped (not blended), colour profiles are
 * ignored, printing inks become RGB as Pillow computes them, of 16 bits the upper eight are taken. Throws for 16-bit
 * grey.
 *
 * Rows are decoded from the file's beginning up to them: asking for many strips takes long.
 */
export async function openWithSharp(bytes: Buffer, orientation = 1): Promise<ImageFile> {
  const { width, height, space, depth, hasAlpha } = await sharp(bytes, unlimited).metadata();
  // Pillow clips such an image to white: nothing could be learned from it, and nobody would see why.
  if (space === 'grey16' && !hasAlpha) throw new Error('16-bit grey; save it with 8 bits a channel');
  if (depth === 'char' || depth === 'short') throw new Error('numbers with a sign; save it with 8 bits a channel');
  const hasInks = space === 'cmyk';
  const isDeep = hasInks && depth === 'ushort';
  const isTurned = orientation > 4;
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    async rows(top, count) {
      const source = sharp(bytes, { ...unlimited, failOn: 'error', ignoreIcc: true });
      if (orientation > 1) source.autoOrient();
      const all = isTurned ? width : height;
      if (count < all) source.extract({ left: 0, top, width: isTurned ? height : width, height: count });
      if (hasInks) source.pipelineColourspace('cmyk').toColourspace('cmyk');
      else source.toColourspace('srgb');
      const { data, info } = await source
        .removeAlpha()
        .raw({ depth: isDeep ? 'ushort' : 'uchar' })
        .toBuffer({ resolveWithObject: true });
      const expected = hasInks ? 4 : 3;
      if (info.channels !== expected)
        throw new Error(`${info.channels} colour channels where ${expected} were expected`);
      const decoded = new Uint8Array(data.buffer, data.byteOffset, data.length);
      return hasInks ? inksToRgb(isDeep ? upperBytes(decoded) : decoded) : decoded;
    },
  };
}

/** The limit is ours, and Pillow's too is about pixels. */
const unlimited = { limitInputPixels: false } as const;

/** Of 16-bit numbers, in the processor's order. */
function upperBytes(bytes: Uint8Array): Uint8Array {
  const numbers = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return Uint8Array.from(numbers, (value) => value >> 8);
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
