import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { openImageConverter } from '../../server/images/imageConverter.ts';
import { picture } from '../setup/upload.ts';

const images = openImageConverter();
afterAll(() => images.stop());

const pixels = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
const raw = { width: 2, height: 2, channels: 3 } as const;

test('an image is re-encoded: its pixels come through, and no word of the camera or the place', async () => {
  const secret = 'Camera 4711';
  const exif = {
    IFD0: { Make: secret, ImageDescription: secret },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '126/1 58/1 0/1' },
  };
  const background = { r: 200, g: 80, b: 40 };
  const photo = sharp({ create: { width: 16, height: 9, channels: 3, background } })
    .withExif(exif)
    .withXmp(`<x>${secret}</x>`);
  for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
    // A program that was put behind the last byte goes, too.
    const file = Buffer.concat([await photo.clone().toFormat(format).toBuffer(), Buffer.from(secret)]);
    expect(file.toString('latin1').split(secret).length, format).toBeGreaterThan(2);
    for (const conversion of ['shown', 'picture'] as const) {
      if (conversion === 'picture' && format === 'tiff') continue;
      const { body } = await images.convert(conversion, file);
      const { exif: kept, xmp, icc, width, height } = await sharp(body).metadata();
      expect([kept, xmp, icc, width, height], format).toEqual([undefined, undefined, undefined, 16, 9]);
      expect(Buffer.from(body).toString('latin1'), format).not.toContain(secret);
      const [red, green, blue] = await sharp(body).removeAlpha().raw().toBuffer();
      for (const [seen, painted] of [
        [red, 200],
        [green, 80],
        [blue, 40],
      ])
        expect(Math.abs(seen! - painted!), format).toBeLessThan(8);
    }
  }
});

test('what browsers do not show becomes a PNG; a drawing that loads something is no picture', async () => {
  const tiff = await sharp(pixels, { raw }).tiff({ compression: 'none' }).toBuffer();
  for (const file of [tiff, Buffer.concat([Buffer.from('P6\n# a comment\n2 2\n255\n'), pixels])]) {
    const { body, mediaType } = await images.convert('shown', file);
    expect(mediaType).toBe('image/png');
    expect(await sharp(body).raw().toBuffer()).toEqual(pixels);
  }
  const drawing = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>',
  );
  for (const conversion of ['shown', 'picture'] as const)
    await expect(images.convert(conversion, drawing)).rejects.toMatchObject({ code: 'BAD_IMAGE' });
});

/** The beginning of a PNG of this size, of which there are no pixels. */
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(17);
  header.write('IHDR', 'latin1');
  header.writeUInt32BE(width, 4);
  header.writeUInt32BE(height, 8);
  header.set([8, 2, 0, 0, 0], 12);
  const chunk = (content: Buffer) => {
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length - 4);
    sum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk(header), chunk(Buffer.from('IDAT')), chunk(Buffer.from('IEND'))]);
}

test('an image of too many pixels is refused before it is read', async () => {
  await expect(images.convert('shown', hugePng(20_001, 10_000))).rejects.toThrow('exceeds pixel limit');
  await expect(images.convert('shown', hugePng(20_000, 10_000))).rejects.not.toThrow('exceeds pixel limit');
  await expect(images.convert('picture', hugePng(8_001, 5_000))).rejects.toThrow('exceeds pixel limit');
  await expect(images.convert('picture', hugePng(8_000, 5_000))).rejects.not.toThrow('exceeds pixel limit');
});

test('a bitmap is sent without what is behind its pixels', async () => {
  const secret = 'Camera 4711';
  const bitmap = Buffer.alloc(58);
  bitmap.write('BM', 'latin1');
  bitmap.writeUInt32LE(58, 2);
  const { body, mediaType } = await images.convert('shown', Buffer.concat([bitmap, Buffer.from(secret)]));
  expect(mediaType).toBe('image/bmp');
  expect(Buffer.from(body)).toEqual(bitmap);
});

test('an image that takes too long is refused, and its process ends', async () => {
  const impatient = openImageConverter({ patienceMs: 1 });
  try {
    const refusals = [1, 2].map(async (colour) => impatient.convert('shown', await picture(colour)));
    await Promise.all(refusals.map((refusal) => expect(refusal).rejects.toThrow('takes too long to read')));
  } finally {
    impatient.stop();
  }
});

test('an image that ends its decoder is refused, and the next one is read', async () => {
  await expect(images.convert('shown', Buffer.from('P6\n2 2\n65535\nshort'))).rejects.toMatchObject({
    code: 'BAD_IMAGE',
  });
  // What no decoder does, a conversion that there is none of does.
  const ending = images.convert('none' as 'shown', await picture(1));
  const next = images.convert('shown', await picture(1));
  await expect(ending).rejects.toThrow('ends the program that reads it');
  expect(await next).toMatchObject({ mediaType: 'image/png' });
});
