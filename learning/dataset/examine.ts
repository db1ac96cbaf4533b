import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { imageFormatOf } from '#contracts/imageFormats';
import { readImage } from '../data/decodeImage.ts';
import { type Look, lookOf, lookSide } from './look.ts';

/** What an image file is, or why it is none. */
export type Examined =
  | { sha256: string; bytes: number; width: number; height: number; look: Look | null; fault?: undefined }
  | { fault: string };

/** Decodes all of an image, in bounded memory, and hashes its file and its look. */
export async function examine(bytes: Buffer, maxPixels: number): Promise<Examined> {
  try {
    const { width, height, grey } = (await examineQuickly(bytes, maxPixels)) ?? (await examineAny(bytes, maxPixels));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, bytes: bytes.length, width, height, look: lookOf(grey) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

interface Grey {
  width: number;
  height: number;
  /** lookSide × lookSide levels. */
  grey: Uint8Array;
}

/** The formats that the image library decodes as training does; it decodes JPEGs at an eighth of their size. */
const quick: readonly (string | undefined)[] = ['JPEG', 'PNG', 'WebP'];

/** Null where training's own decoder has to say what the file is. */
async function examineQuickly(bytes: Buffer, maxPixels: number): Promise<Grey | null> {
  if (!quick.includes(imageFormatOf(bytes))) return null;
  try {
    const { width, height, space, depth } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > maxPixels || depth !== 'uchar' || (space !== 'srgb' && space !== 'b-w')) return null;
    const grey = await sharp(bytes, { limitInputPixels: false, failOn: 'error', ignoreIcc: true })
      .removeAlpha()
      .resize(lookSide, lookSide, { fit: 'fill', kernel: 'linear' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    return grey.length === lookSide ** 2 ? { width, height, grey } : null;
  } catch {
    return null;
  }
}

async function examineAny(bytes: Buffer, maxPixels: number): Promise<Grey> {
  const image = await readImage(bytes, { inputSize: lookSide, interpolation: 'bilinear' }, maxPixels);
  const grey = Uint8Array.from({ length: lookSide ** 2 }, (_, at) => {
    const [red, green, blue] = image.pixels.subarray(at * 3, at * 3 + 3);
    return 0.299 * red! + 0.587 * green! + 0.114 * blue! + 0.5;
  });
  return { width: image.width, height: image.height, grey };
}
