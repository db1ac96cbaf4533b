import sharp from 'sharp';
import { ApiError } from '../graphql/errors.ts';
import { imageFormat, imageFormats } from './imageFormat.ts';

/**
 * Decodes a whole image to be sure that it can be, and answers its size in pixels. Throws BAD_IMAGE naming the file.
 */
export async function checkImage(
  bytes: Buffer,
  path: string,
  maxPixels: number,
): Promise<{ width: number; height: number }> {
  const wrong = (received: string) =>
    new ApiError(
      'BAD_IMAGE',
      `The dataset was not imported: expected a ${imageFormats.join(', ')} image in ${path}, received ${received}.`,
      { path },
    );
  // Asked before any decoder sees the bytes, so that only these four decoders ever do.
  if (!imageFormat(bytes)) throw wrong(bytes.length === 0 ? 'an empty file' : 'a file of another kind');
  try {
    if ((await sharp(bytes).metadata()).space === 'grey16')
      throw new Error('16-bit grey; save it with 8 bits a channel');
    const { info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height };
  } catch (error) {
    throw wrong(
      `one that does not decode (${
        String(error instanceof Error ? error.message : error)
          .trim()
          .split('\n', 1)[0]
      })`,
    );
  }
}
