import sharp from 'sharp';
import { imageFormatOf } from '#contracts/imageFormats';
import { ApiError } from '../graphql/errors.ts';

/** What browsers show. */
const imported = ['JPEG', 'PNG', 'GIF', 'WebP'];

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
      `The dataset was not imported: expected a ${imported.join(', ')} image in ${path}, received ${received}.`,
      { path },
    );
  // Asked before any decoder sees the bytes, so that only these four decoders ever do.
  const format = imageFormatOf(bytes);
  if (!format) throw wrong(bytes.length === 0 ? 'an empty file' : 'a file of another kind');
  if (!imported.includes(format)) throw wrong(`a ${format} file; another program may save it as PNG`);
  try {
    const { width, height, space, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > maxPixels) throw new Error(`${width} × ${height} pixels, where ${maxPixels} are the most`);
    if (space === 'grey16' && !hasAlpha) throw new Error('16-bit grey; save it with 8 bits a channel');
    // All rows are decoded, and a few of them are in memory at a time.
    await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).resize(1, 1, { fit: 'fill' }).raw().toBuffer();
    return { width, height };
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
