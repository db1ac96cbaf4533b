import sharp, { type Sharp } from 'sharp';
import { maxImagePixels } from '#contracts/dataset';
import { readImage } from '../data/decodeImage.ts';

/** Pixels of the longer side. */
const side = 160;

/**
 * A small WebP of an image file, as training sees it; null for a file that nothing reads, or of more pixels than may be
 * imported: nobody has examined what lies in no class.
 */
export async function thumbnailOf(bytes: Buffer): Promise<Buffer | null> {
  const small = (image: Sharp) => image.resize(side, side, { fit: 'inside' }).webp({ quality: 70 }).toBuffer();
  try {
    return await small(sharp(bytes, { limitInputPixels: maxImagePixels }));
  } catch {
    // Formats that only training's own decoder reads come out square.
    const image = await readImage(bytes, { inputSize: side, interpolation: 'bilinear' }).catch(() => null);
    return image && small(sharp(image.pixels, { raw: { width: side, height: side, channels: 3 } }));
  }
}
