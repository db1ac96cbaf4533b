import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { examine } from '../../../learning/dataset/examine.ts';
import type { Look } from '../../../learning/dataset/look.ts';
import { openSimilarImages } from '../../../learning/dataset/similarImages.ts';
import { fractions } from '../../learning/backbones/formula.ts';

/** A picture with the spectrum of a photograph: noise of every size, the coarser the stronger. */
async function photograph(seed: number): Promise<Buffer> {
  const [width, height] = [320, 240];
  const sum = new Float64Array(width * height * 3);
  for (let octave = 0, columns = 2; columns <= 128; octave++, columns *= 2) {
    const rows = Math.max(2, columns * 0.75);
    const noise = Uint8Array.from(fractions(100 * seed + octave, columns * rows * 3), (fraction) => 255 * fraction);
    const scaled = await sharp(noise, { raw: { width: columns, height: rows, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let i = 0; i < sum.length; i++) sum[i]! += (scaled[i]! - 128) / 2 ** octave;
  }
  const pixels = Uint8Array.from(sum, (value) => Math.max(0, Math.min(255, 128 + 0.8 * value)));
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

const copies: Record<string, (image: Sharp) => Sharp> = {
  'JPEG of quality 40': (image) => image.jpeg({ quality: 40 }),
  'WebP of quality 50': (image) => image.webp({ quality: 50 }),
  'half the size': (image) => image.resize(160).jpeg(),
  'one and a half times the size': (image) => image.resize(480).png(),
  'a GIF': (image) => image.gif(),
  'a little brighter': (image) => image.modulate({ brightness: 1.1 }).jpeg(),
};

test('copies that were saved or scaled again look the same, other pictures do not', async () => {
  const files = await Promise.all(Array.from({ length: 24 }, (_, seed) => photograph(seed + 1)));
  const looks = await Promise.all(files.map(lookOfFile));
  for (const [index, look] of looks.entries()) {
    const others = openSimilarImages();
    for (const [other, otherLook] of looks.entries()) if (other !== index) others.add(otherLook, other);
    expect(others.find(look), `picture ${index}`).toBeUndefined();
    others.add(look, index);
    const [name, copy] = Object.entries(copies)[index % Object.keys(copies).length]!;
    const copied = await lookOfFile(await copy(sharp(files[index])).toBuffer());
    expect(others.find(copied), `${name} of picture ${index}`).toBe(index);
  }
});

test('of pictures of one colour each, no two look the same', async () => {
  const plane = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  for (const colour of ['red', 'blue'])
    expect(await examine(await plane(colour), 1e6)).toMatchObject({ width: 40, height: 30, look: null });
});

test('10,900 images are compared with each other in a few seconds of the processor', () => {
  const similar = openSimilarImages();
  const started = process.cpuUsage();
  for (let index = 0; index < 10_900; index++) {
    const numbers = fractions(index + 1, 66);
    const length = Math.hypot(...numbers.slice(2).map((one) => one - 0.5));
    const spectrum = Float32Array.from(numbers.slice(2), (one) => (one - 0.5) / length);
    const look: Look = { high: (numbers[0]! * 2 ** 32) | 0, low: (numbers[1]! * 2 ** 32) | 0, spectrum };
    expect(similar.find(look)).toBeUndefined();
    similar.add(look, index);
  }
  // A third of a second. The processor's time is the same however much else the machine does.
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
});

async function lookOfFile(bytes: Buffer): Promise<Look> {
  const examined = await examine(bytes, 1e8);
  if (examined.fault !== undefined || !examined.look) throw new Error(examined.fault ?? 'expected a look');
  return examined.look;
}
