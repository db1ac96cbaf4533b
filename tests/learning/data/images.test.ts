import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resizeBilinear } from '#contracts/pixels/resizeBilinear';
import { resizeNearest } from '#contracts/pixels/resizeNearest';
import { recipeSchema } from '#contracts/recipe';
import { type ObjectStore, openObjectStore } from '#prisma/objectStore';
import { decodeImage, readImage } from '../../../learning/data/decodeImage.ts';
import { openImages } from '../../../learning/data/images.ts';
import { failureOf } from '../../../worker/child/failureOf.ts';
import { storedImages } from '../../../worker/child/storedDataset.ts';

/** 46 × 46 of one colour, in any format that sharp writes. */
const plain = (channels: 3 | 4, background: { r: number; g: number; b: number; alpha?: number }) =>
  sharp({ create: { width: 46, height: 46, channels, background } });
const asked = { inputSize: 46, interpolation: 'nearest' } as const;

describe('an image is decoded as Pillow’s convert("RGB")', () => {
  test('transparency is dropped, not blended', async () => {
    const pixels = await decodeImage(await plain(4, { r: 200, g: 100, b: 50, alpha: 0.25 }).png().toBuffer(), asked);
    expect([...pixels.slice(0, 3)]).toEqual([200, 100, 50]);
  });

  test('grey becomes three equal channels', async () => {
    const grey = await plain(3, { r: 90, g: 90, b: 90 }).toColourspace('b-w').png().toBuffer();
    expect((await sharp(grey).metadata()).channels).toBe(1);
    const pixels = await decodeImage(grey, asked);
    expect(pixels).toHaveLength(46 * 46 * 3);
    expect(new Set(pixels)).toEqual(new Set([90]));
  });

  test.each(['jpeg', 'png', 'webp', 'gif'] as const)('%s', async (format) => {
    const pixels = await decodeImage(await plain(3, { r: 255, g: 0, b: 0 }).toFormat(format).toBuffer(), asked);
    expect(pixels[0]).toBeGreaterThan(250);
    expect(pixels[1]).toBeLessThan(5);
  });

  test('printing inks become red, green and blue as in Keras (tests/keras/inks.py)', async () => {
    const { side, jpeg, pixels }: { side: number; jpeg: string; pixels: number[] } = JSON.parse(
      readFileSync(new URL('../../keras/golden/inks.json', import.meta.url), 'utf8'),
    );
    expect([...(await decodeImage(Buffer.from(jpeg, 'base64'), { ...asked, inputSize: side }))]).toEqual(pixels);
  });

  test('16 bits a channel keep the upper eight', async () => {
    const deep = await sharp(
      Uint16Array.from({ length: 46 * 46 * 3 }, () => 0x80ff),
      { raw: { width: 46, height: 46, channels: 3 } },
    )
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(new Set(await decodeImage(deep, asked))).toEqual(new Set([0x80]));
  });

  test('16-bit grey images, which Pillow turns white, are refused', async () => {
    const deep = await sharp(
      Uint16Array.from({ length: 46 * 46 }, () => 0x80ff),
      { raw: { width: 46, height: 46, channels: 1 } },
    )
      .toColourspace('grey16')
      .png()
      .toBuffer();
    await expect(decodeImage(deep, asked)).rejects.toThrow('16-bit grey');
  });

  test('the first frame of an animation', async () => {
    const frames = await sharp(
      await Promise.all(
        ['red', 'blue'].map((background) =>
          sharp({ create: { width: 46, height: 46, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      ),
      { join: { animated: true } },
    )
      .gif()
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    expect([...(await decodeImage(frames, asked)).slice(0, 3)]).toEqual([255, 0, 0]);
  });

  test.each(['baseline', 'progressive'])('a %s JPEG that is cut off anywhere is refused in one line', async (kind) => {
    const noise = Buffer.from(Array.from({ length: 46 * 46 * 3 }, (_, index) => (index * 7919) % 251));
    const whole = await sharp(noise, { raw: { width: 46, height: 46, channels: 3 } })
      .jpeg({ progressive: kind === 'progressive' })
      .toBuffer();
    await decodeImage(whole, asked);
    for (const bytes of [2, 100, whole.length >> 1, whole.length - 20, whole.length - 2])
      await expect(decodeImage(whole.subarray(0, bytes), asked), `${bytes} bytes`).rejects.toThrow(/^.+$/);
  });

  test('a single pixel fills the input', async () => {
    const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    for (const interpolation of ['nearest', 'bilinear'] as const) {
      const pixels = await decodeImage(pixel, { inputSize: 46, interpolation });
      expect(new Set(pixels)).toEqual(new Set([0x12, 0x34, 0x56]));
      expect([...pixels.slice(-3)]).toEqual([0x12, 0x34, 0x56]);
    }
  });

  test('an image of more pixels than may be imported is refused before it is decoded', async () => {
    const bomb = await plain(3, { r: 1, g: 2, b: 3 }).png().toBuffer();
    // The header says another size than there is.
    bomb.writeUInt32BE(10_000, 16);
    bomb.writeUInt32BE(20_001, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(decodeImage(bomb, asked)).rejects.toThrow(
      '10000 × 20001 pixels (200.1 million), where 200 million are the most',
    );
  });

  test('a photograph that is decoded in strips gives the pixels of the whole', async () => {
    const [width, height] = [9_000, 6_000];
    const large = await sharp(Buffer.from(Array.from({ length: 90 * 60 * 3 }, (_, index) => (index * 7919) % 251)), {
      raw: { width: 90, height: 60, channels: 3 },
    })
      .resize(width, height, { kernel: 'nearest' })
      .png()
      .toBuffer();
    const small = await sharp(large, { limitInputPixels: false }).raw().toBuffer();
    for (const resize of [resizeNearest, resizeBilinear]) {
      const whole = resize(width, height, 46);
      whole.take(small, 0, height);
      const interpolation = resize === resizeNearest ? 'nearest' : 'bilinear';
      const read = await readImage(large, { inputSize: 46, interpolation });
      expect([read.width, read.height]).toEqual([width, height]);
      expect(Buffer.compare(read.pixels, whole.pixels()), interpolation).toBe(0);
    }
  });

  test.each([
    ['nothing', '', 'an empty file'],
    ['text', 'a letter', 'a file of another kind'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="46" height="46"/>', 'a file of another kind'],
  ])('%s is refused', async (_what, content, message) => {
    await expect(decodeImage(Buffer.from(content), asked)).rejects.toThrow(message);
  });

  test('the orientation tag of a photograph is ignored', async () => {
    const left = await sharp({ create: { width: 60, height: 30, channels: 3, background: 'black' } })
      .composite([{ input: { create: { width: 30, height: 30, channels: 3, background: 'white' } }, left: 0, top: 0 }])
      .withMetadata({ orientation: 3 })
      .png()
      .toBuffer();
    expect((await sharp(left).metadata()).orientation).toBe(3);
    expect((await decodeImage(left, asked))[0]).toBe(255);
  });
});

describe('images of a split', () => {
  let directory: string;
  let store: ObjectStore;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'images-'));
    store = openObjectStore(directory);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const recipe = recipeSchema.parse({ backbone: 'CNN', inputSize: 46 });
  const entry = async (label: number, name: string, bytes: Buffer) => ({
    label,
    name,
    sha256: await store.put(bytes),
    bytes: bytes.length,
    width: 46,
    height: 46,
  });

  test('are read in the order that is asked for, preprocessed', async () => {
    const entries = [
      await entry(0, 'red.png', await plain(3, { r: 255, g: 0, b: 0 }).png().toBuffer()),
      await entry(1, 'blue.png', await plain(3, { r: 0, g: 0, b: 255 }).png().toBuffer()),
    ];
    const images = openImages(storedImages({ store, split: 'train', classNames: ['a', 'b'], entries }), recipe);
    expect([images.shape, [...images.labels]]).toEqual([
      [46, 46, 3],
      [0, 1],
    ]);
    const values = await images.read([1, 0]);
    expect(values).toHaveLength(2 * 46 * 46 * 3);
    expect([...values.slice(0, 3), ...values.slice(-3)]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test.each([
    ['train', 'train/b/half.png'],
    ['validation', 'validation/b/half.png'],
    ['test', 'a sealed test image'],
  ] as const)('name a broken image of %s as %s', async (split, named) => {
    const whole = await sharp(Buffer.alloc(46 * 46 * 3, 7), { raw: { width: 46, height: 46, channels: 3 } })
      .png()
      .toBuffer();
    const entries = [await entry(1, 'half.png', whole.subarray(0, whole.length / 2))];
    const failure = await openImages(storedImages({ store, split, classNames: ['a', 'b'], entries }), recipe)
      .read([0])
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'BAD_IMAGE', message: expect.stringContaining(named) });
    if (split !== 'test') return;
    expect(failure.message).not.toContain('half');
    expect(failure.message).toContain('received: bytes that cannot be decoded;');
  });

  test.each(['train', 'test'] as const)('of %s are not blamed for a store that cannot be read', async (split) => {
    const broken = {
      ...store,
      get: () => Promise.reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' })),
    };
    const images = openImages(
      storedImages({ store: broken, split, classNames: ['a'], entries: [await entry(0, 'one.png', Buffer.from('1'))] }),
      recipe,
    );
    const failure = await images.read([0]).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'INTERNAL',
      message: expect.stringMatching(/^Expected the store of/),
      cause: { code: 'EIO' },
    });
    expect(failure.message).not.toContain('one.png');
  });

  test('are known by their file’s hash, and GIFs also by how they are read', async () => {
    const gif = await plain(3, { r: 1, g: 2, b: 3 }).gif().toBuffer();
    const png = await plain(3, { r: 1, g: 2, b: 3 }).png().toBuffer();
    const entries = [await entry(0, 'one.png', png), await entry(0, 'two.GIF', gif)];
    const stored = storedImages({ store, split: 'test', classNames: ['a'], entries });
    const { hashOf: _hash, endingOf: _ending, ...unnamed } = stored;
    for (const source of [stored, unnamed]) {
      const images = openImages(source, recipe);
      expect(await images.identityOf(0)).toBe(entries[0]!.sha256);
      expect(await images.identityOf(1)).toBe(`${entries[1]!.sha256} in palette colours`);
    }
  });

  test('are not blamed when memory runs out', async () => {
    const spent = { ...store, get: () => Promise.reject(new RangeError('Array buffer allocation failed')) };
    const source = storedImages({
      store: spent,
      split: 'train',
      classNames: ['a'],
      entries: [await entry(0, 'one.png', Buffer.from('1'))],
    });
    const failure = await openImages({ ...source, read: () => spent.get() }, recipe)
      .read([0])
      .catch(failureOf);
    expect(failure).toMatchObject({ code: 'OUT_OF_MEMORY' });
  });

  test('say so when an image is not in the store', async () => {
    const missing = { label: 0, name: 'gone.png', sha256: '0'.repeat(64), bytes: 1, width: 1, height: 1 };
    const images = openImages(
      storedImages({ store, split: 'train', classNames: ['a', 'b'], entries: [missing] }),
      recipe,
    );
    await expect(images.read([0])).rejects.toMatchObject({
      code: 'BAD_IMAGE',
      message: expect.stringContaining('train/a/gone.png'),
    });
  });

  test('are not decoded where a bit of the stored file has flipped', async () => {
    const jpeg = await plain(3, { r: 90, g: 120, b: 60 }).jpeg().toBuffer();
    const entries = [await entry(0, 'flipped.jpg', jpeg)];
    const images = openImages(storedImages({ store, split: 'train', classNames: ['a'], entries }), recipe);
    await images.read([0]);
    const { sha256 } = entries[0]!;
    const damaged = Buffer.from(jpeg);
    // Of a quantization table: the file stays a whole JPEG of other colours.
    damaged[damaged.indexOf('ffdb', 0, 'hex') + 5]! ^= 2;
    await decodeImage(damaged, asked);
    writeFileSync(join(directory, sha256.slice(0, 2), sha256), damaged);
    await expect(images.read([0])).rejects.toMatchObject({
      code: 'BAD_IMAGE',
      message: expect.stringContaining('train/a/flipped.jpg'),
    });
    await store.put(jpeg);
    await images.read([0]);
  });
});
