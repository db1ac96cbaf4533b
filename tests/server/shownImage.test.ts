import sharp from 'sharp';
import { expect, test } from 'vitest';
import { shownImage } from '../../server/datasets/shownImage.ts';
import { picture } from '../setup/upload.ts';

test('what browsers show is sent as it is, TIFF and PPM become PNG', async () => {
  const jpeg = await picture(1, 'jpeg');
  expect(await shownImage(jpeg)).toEqual({ body: jpeg, mediaType: 'image/jpeg' });
  const pixels = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
  const raw = { width: 2, height: 2, channels: 3 } as const;
  const tiff = await sharp(pixels, { raw }).tiff({ compression: 'none' }).toBuffer();
  for (const file of [tiff, Buffer.concat([Buffer.from('P6\n# a comment\n2 2\n255\n'), pixels])]) {
    const { body, mediaType } = await shownImage(file);
    expect(mediaType).toBe('image/png');
    expect(await sharp(body).raw().toBuffer()).toEqual(pixels);
  }
  const odd = Buffer.from('P6\n2 2\n65535\nshort');
  expect(await shownImage(odd)).toMatchObject({ body: odd });
});
