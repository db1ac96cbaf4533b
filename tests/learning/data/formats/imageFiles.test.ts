import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { imageFormatOf } from '#contracts/imageFormats';
import { decodeImage } from '../../../../learning/data/decodeImage.ts';
import { openImage } from '../../../../learning/data/formats/openImage.ts';

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const goldenSchema = z.array(
  z.object({
    name: z.string(),
    file: bytes,
    width: z.int().optional(),
    height: z.int().optional(),
    pixels: bytes.optional(),
  }),
);
/** What `tests/keras/imageFiles.py` has written: files, and the pixels that Keras's load_img makes of them. */
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('../../../keras/golden/imageFiles.json', import.meta.url), 'utf8')),
);

/** Keras reads these as something else than the picture that they are, or with libraries that are not at hand here. */
const refusedHere: Record<string, string> = {
  'bmp of 8 bits, two colours, black and white': 'Keras misreads',
  'tiff palette of 8-bit values': 'black to Keras',
  'tiff grey of 16 bits, signed': '16-bit grey',
  'tiff grey, signed': 'numbers with a sign',
  'tiff lab': 'other colours',
  'tiff ycbcr': 'other colours',
  'tiff ycbcr, deflate': 'other colours',
  'tiff zstd': 'ZSTD compression',
  'tiff lzma': 'LZMA compression',
};
/** Keras refuses these, though nothing in them is in doubt. */
const readHereOnly = [
  'png transparency of the wrong length',
  'bmp of 4 bits, grey',
  'tiff grey and premultiplied alpha',
  'tiff grey of 16 bits and alpha',
  'tiff inks and alpha',
];

const readByKeras = golden.filter(({ pixels, name }) => pixels && !(name in refusedHere));
const refusedByKeras = golden.filter(({ pixels, name }) => !pixels && !readHereOnly.includes(name));

describe('an image file gives the pixels that Keras’s load_img gives', () => {
  test.each(readByKeras)('$name', async ({ file, width, height, pixels }) => {
    const image = await openImage(file);
    expect([image.width, image.height]).toEqual([width, height]);
    const received = Buffer.from(await image.rows(0, image.height));
    const differing = received.reduce((count, value, at) => count + Number(value !== pixels![at]), 0);
    expect([differing, received.length]).toEqual([0, pixels!.length]);
  });

  test.each(readByKeras)('$name, in strips', async ({ file, pixels }) => {
    const { width, height, rows } = await openImage(file);
    const strips: Uint8Array[] = [];
    for (let top = 0; top < height; top += 4) strips.push(await rows(top, Math.min(4, height - top)));
    expect(Buffer.concat(strips).equals(pixels!)).toBe(true);
    expect(strips[0]).toHaveLength(width * Math.min(4, height) * 3);
  });
});

describe('a file that Keras refuses is refused in one line', () => {
  test.each(refusedByKeras)('$name', async ({ file }) => {
    await expect(decodeImage(file, { inputSize: 8, interpolation: 'nearest' })).rejects.toThrow(/^.{5,150}$/);
  });
});

describe('a file is refused by name that Keras reads as something else', () => {
  test.each(golden.filter(({ name }) => name in refusedHere))('$name', async ({ name, file }) => {
    await expect(decodeImage(file, { inputSize: 8, interpolation: 'nearest' })).rejects.toThrow(refusedHere[name]);
  });
});

test.each(readHereOnly)('%s is read', async (name) => {
  const { file } = golden.find((one) => one.name === name)!;
  await decodeImage(file, { inputSize: 8, interpolation: 'nearest' });
});

test('a format is told by the first bytes, whatever the file is called', () => {
  const beginnings = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', gif: 'GIF', bmp: 'BMP', tiff: 'TIFF', ppm: 'PPM' };
  for (const { name, file } of golden.filter(({ pixels }) => pixels)) {
    const word = name.split(/\W/)[0]!.replace(/^p[bg]m$/, 'ppm') as keyof typeof beginnings;
    expect(imageFormatOf(file.subarray(0, 12)), name).toBe(beginnings[word]);
  }
});
