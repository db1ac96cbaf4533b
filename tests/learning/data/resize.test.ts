import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { resizeBilinear } from '../../../learning/data/resizeBilinear.ts';
import { resizeNearest } from '../../../learning/data/resizeNearest.ts';

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
    const resize = interpolation === 'nearest' ? resizeNearest : resizeBilinear;
    expect(resize(image, size)).toEqual(resized);
  });
});
