import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Split } from '#contracts/dataset';

/** Pictures of each class a split. */
const counts: Record<Split, number> = { train: 24, validation: 8, test: 16 };
const side = 64;

/** Writes a dataset of discs and squares on coloured grounds into `folder`: a minute of training tells them apart. */
export async function writeShapes(folder: string): Promise<void> {
  for (const [offset, [split, count]] of Object.entries(counts).entries())
    for (const className of ['discs', 'squares'] as const) {
      const directory = join(folder, split, className);
      await mkdir(directory, { recursive: true });
      for (let index = 0; index < count; index++)
        await sharp(Buffer.from(picture(className, offset * 1000 + index)))
          .png()
          .toFile(join(directory, `${index}.png`));
    }
}

/** An SVG; `index` varies colours, place and size. */
function picture(className: 'discs' | 'squares', index: number): string {
  const hue = (index * 47) % 360;
  const size = 20 + (index % 5) * 4;
  const [x, y] = [24 + (index % 7) * 3, 24 + (index % 4) * 5];
  const fill = `fill="hsl(${(hue + 180) % 360} 80% 70%)"`;
  const shape =
    className === 'discs'
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" ${fill}/>`
      : `<rect x="${x - size / 2}" y="${y - size / 2}" width="${size}" height="${size}" ${fill}/>`;
  const ground = `<rect width="${side}" height="${side}" fill="hsl(${hue} 60% 30%)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${ground}${shape}</svg>`;
}
