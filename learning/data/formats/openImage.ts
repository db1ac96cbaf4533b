import { maxImagePixels } from '#contracts/dataset';
import { type ImageFormat, imageFormatOf } from '#contracts/imageFormats';
import { isOutOfMemory } from '#machine/exhausted';
import { openBmp } from './bmp.ts';
import { openGif } from './gif.ts';
import type { ImageFile } from './imageFile.ts';
import { openNetpbm } from './netpbm.ts';
import { repackedPng, soundPng } from './png.ts';
import { openWithSharp } from './sharpImage.ts';
import { tiffOrientation } from './tiff.ts';

/**
 * Opens an image file by its content, whatever its name says, as Keras's `load_img` does: grey becomes RGB,
 * transparency is dropped (not blended), colour profiles are ignored, orientation is heeded in TIFFs alone, and of many
 * pictures the first is taken. Throws an error of one line where the bytes are no image of a known format, have more
 * pixels than may be imported, or are what Keras does not read either.
 */
export async function openImage(bytes: Uint8Array, maxPixels: number = maxImagePixels): Promise<ImageFile> {
  const format = imageFormatOf(bytes);
  if (!format) throw new Error(bytes.length === 0 ? 'an empty file' : 'a file of another kind');
  const image = await openers[format](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const { width, height } = image;
  if (width < 1 || height < 1) throw new Error(`${width} × ${height} pixels`);
  if (width * height > maxPixels) {
    throw new Error(
      `${width} × ${height} pixels (${inMillions(width * height)}), where ${inMillions(maxPixels)} are the most`,
    );
  }
  return image;
}

const openers: Record<ImageFormat, (bytes: Buffer) => ImageFile | Promise<ImageFile>> = {
  JPEG: (bytes) => openWithSharp(bytes),
  PNG: openPng,
  WebP: (bytes) => openWithSharp(bytes),
  TIFF: (bytes) => openWithSharp(bytes, tiffOrientation(bytes)),
  GIF: openGif,
  BMP: openBmp,
  PPM: openNetpbm,
};

const inMillions = (pixels: number) => `${Math.ceil(pixels / 1e5) / 10} million`;

async function openPng(bytes: Buffer): Promise<ImageFile> {
  const sound = soundPng(bytes);
  const image = await openWithSharp(sound);
  return {
    ...image,
    rows: async (top, count) => {
      try {
        return await image.rows(top, count);
      } catch (error) {
        if (isOutOfMemory(error)) throw error;
        return (await openWithSharp(repackedPng(sound))).rows(top, count);
      }
    },
  };
}
