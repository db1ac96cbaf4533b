import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { readImage } from '../../../learning/data/decodeImage.ts';
import type { ImageFile } from '../../../learning/data/formats/imageFile.ts';

const [width, height] = [100_000, 1_000];
const asked: number[] = [];
let decoding = 0;
let mostAtOnce = 0;

vi.mock('../../../learning/data/formats/openImage.ts', () => ({
  openImage: async (): Promise<ImageFile> => ({
    width,
    height,
    async rows(_top, count) {
      asked.push(count);
      decoding += 1;
      mostAtOnce = Math.max(mostAtOnce, decoding);
      await sleep(20);
      decoding -= 1;
      return new Uint8Array(width * count * 3);
    },
  }),
}));

test('of large images 150 MB are decoded at once, whichever are read together', async () => {
  const settings = { inputSize: 46, interpolation: 'nearest' } as const;
  await Promise.all([1, 2].map(() => readImage(new Uint8Array(), settings)));
  expect(asked.reduce((sum, count) => sum + count)).toBe(2 * height);
  expect(Math.max(...asked) * width * 3).toBeLessThanOrEqual(150e6);
  expect(mostAtOnce).toBe(1);
});
