import sharp, { type Sharp } from 'sharp';
import { maxImagePixels } from '#contracts/dataset';
import { imageFormatOf, mediaTypes } from '#contracts/imageFormats';

/** An image file in the words that a response needs. */
export interface Converted {
  body: Uint8Array;
  mediaType: string;
}

/** Pixels of the longer side of a dataset's image as people get it. */
const longestShown = 4096;
/** Pixels of the longer side of an example of a class on a phone. */
const longestExample = 160;
/** Pixels of the side of a picture that stands for a file which browsers do not show. */
const sideOfOthers = 512;
/** A picture for a text: wide enough for a page on a sharp screen. */
const longestPicture = 1600;
const mostPicturePixels = 40_000_000;
const seconds = 15;

sharp.cache(false);

/**
 * What can be asked of an image file. Each answer is encoded again from the pixels, so that nothing of the file comes
 * through which is no picture: the camera, the place, a comment, a program after the last byte.
 */
export const conversions = { shown, example, picture };
export type Conversion = keyof typeof conversions;

/** A dataset's image as a browser shows it: turned as training sees it, TIFF and PPM as smaller PNGs. */
async function shown(bytes: Buffer): Promise<Converted> {
  const format = imageFormatOf(bytes);
  const limits = { limitInputPixels: maxImagePixels };
  switch (format) {
    case 'JPEG':
      return written(fitting(sharp(bytes, limits), longestShown).jpeg({ quality: 92 }), 'JPEG');
    case 'WebP':
      return written(fitting(sharp(bytes, limits), longestShown).webp({ quality: 92 }), 'WebP');
    case 'PNG':
    case 'GIF':
      return written(fitting(sharp(bytes, limits), longestShown).png(), 'PNG');
    case 'TIFF':
      return written(fitting(sharp(bytes, limits), sideOfOthers).png(), 'PNG');
    case 'PPM':
      return written(fitting(netpbm(bytes), sideOfOthers).png(), 'PNG');
    // Pixels and their header are all that there is room for in a bitmap.
    case 'BMP':
      return { body: bytes.subarray(0, bytes.readUInt32LE(2)), mediaType: mediaTypes.BMP };
    default:
      throw new Error('a file of no known format');
  }
}

/** A dataset's image as it stands beside its class on a phone: a few kilobytes. */
async function example(bytes: Buffer): Promise<Converted> {
  const { body } = await shown(bytes);
  return written(fitting(sharp(body), longestExample).webp(), 'WebP');
}

/** A picture for a text: smaller, and turned as its camera was held. */
async function picture(bytes: Buffer): Promise<Converted> {
  const image = sharp(bytes, { limitInputPixels: mostPicturePixels });
  const { format, hasAlpha } = await image.metadata();
  // Drawings of formats that run or load something (SVG, PDF) are not taken at all.
  if (!['jpeg', 'png', 'webp', 'gif'].includes(format)) throw new Error(`a file of the format ${format}`);
  const small = fitting(image.rotate(), longestPicture);
  const isDrawing = format === 'png' || format === 'gif' || hasAlpha;
  return isDrawing ? written(small.png(), 'PNG') : written(small.jpeg({ quality: 85 }), 'JPEG');
}

const fitting = (image: Sharp, longestSide: number) =>
  image.resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });

async function written(image: Sharp, format: 'JPEG' | 'PNG' | 'WebP'): Promise<Converted> {
  return { body: await image.timeout({ seconds }).toBuffer(), mediaType: mediaTypes[format] };
}

/** The usual PGM and PPM: bytes behind a header of magic number, width, height and 255. */
function netpbm(bytes: Buffer): Sharp {
  const header = /^P([56])\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 1000));
  if (!header) throw new Error('a PPM of an unusual kind');
  const [whole, kind, width, height] = header;
  const raw = { width: Number(width), height: Number(height), channels: kind === '6' ? 3 : 1 } as const;
  return sharp(bytes.subarray(whole.length), { raw, limitInputPixels: maxImagePixels });
}
