import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { resizeBilinear } from '#contracts/pixels/resizeBilinear';
import { resizeNearest } from '#contracts/pixels/resizeNearest';

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const goldenSchema = z.array(
  z.object({
    interpolation: z.enum(['nearest', 'bilinear']),
    width: z.number(),
    height: z.number(),
    size: z.number(),
    pixels: bytes,
    resized: bytes,
  }),
);
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('../../keras/golden/resize.json', import.meta.url), 'utf8')),
);

describe('an image is resized byte for byte as Pillow does it', () => {
  test.each(golden)('$interpolation, $width × $height to $size', ({ interpolation, size, resized, ...image }) => {
    const { width, height, pixels } = image;
    const resize = interpolation === 'nearest' ? resizeNearest : resizeBilinear;
    for (const rows of [height, 1, 3]) {
      const resizing = resize(width, height, size);
      for (let top = 0; top < height; top += rows)
        resizing.take(pixels.subarray(top * width * 3, (top + rows) * width * 3), top, Math.min(rows, height - top));
      expect(resizing.pixels(), `in strips of ${rows} rows`).toEqual(resized);
    }
  });
});
