import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { fractions } from '../learning/backbones/formula.ts';

/**
 * Writes `counts` PNG files of each class a split, as `tests/keras/courseRecipe.py` writes them: stripes that tell the
 * class, and noise. All are a little larger than 40 pixels, of several sizes.
 */
export async function writeStripedImages(
  folder: string,
  classes: readonly string[],
  counts: Record<string, number>,
): Promise<void> {
  for (const [split, [name, count]] of Object.entries(counts).entries())
    for (const [label, className] of classes.entries()) {
      await mkdir(join(folder, name, className), { recursive: true });
      for (let index = 0; index < count; index++)
        await writeFile(
          join(folder, name, className, `${index}.png`),
          await stripedImage(label, 1000 * split + 100 * label + index),
        );
    }
}

function stripedImage(label: number, stream: number): Promise<Buffer> {
  const [height, width] = [44 + (stream % 3), 46 + (stream % 5)];
  const noise = fractions(stream, height * width * 3);
  const pixels = Uint8Array.from(noise, (fraction, at) => {
    const [row, column, channel] = [Math.floor(at / (width * 3)), Math.floor(at / 3) % width, at % 3];
    return ((40 * label + 3 * row * (1 + (label % 3)) + 5 * column + 60 * channel) % 128) + Math.floor(96 * fraction);
  });
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
