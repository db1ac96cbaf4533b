import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from '../../learning/data/decodeImage.ts';
import { resizedPixels } from '../../web/components/predictions/resizedPixels.ts';

test.for(
  (['nearest', 'bilinear'] as const).flatMap((interpolation) =>
    (
      [
        [640, 480],
        [50, 301],
        [46, 46],
        [20, 10],
      ] as const
    ).map(([width, height]) => ({ interpolation, width, height })),
  ),
)('a browser makes of $width × $height pixels what a worker makes of them, $interpolation', async (size) => {
  const { interpolation, width, height } = size;
  // A spread of values in which every neighbour differs.
  const rgb = Buffer.from(Array.from({ length: width * height * 3 }, (_, index) => (index * 7919) % 251));
  const file = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) rgba.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  const settings = { inputSize: 46, interpolation };
  expect(Buffer.from(resizedPixels({ data: rgba, width, height }, settings))).toEqual(
    Buffer.from(await decodeImage(file, settings)),
  );
});
