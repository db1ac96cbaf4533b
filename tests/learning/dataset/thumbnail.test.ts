import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { thumbnailOf } from '../../../learning/dataset/thumbnail.ts';

/** A whole PNG, black, of one bit a pixel: a few kilobytes for hundreds of millions of pixels. */
function blackPng(width: number, height: number): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const [length, sum, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(name), content])];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('an image has a small picture, and one of more pixels than may be imported has none', async () => {
  const small = await thumbnailOf(blackPng(2_000, 1_000));
  expect(await sharp(small!).metadata()).toMatchObject({ format: 'webp', width: 160, height: 80 });
  expect(await thumbnailOf(blackPng(20_001, 10_000))).toBeNull();
});
