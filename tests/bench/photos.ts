import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Split } from '#contracts/dataset';

/** The two classes of the photos, in alphabetical order. */
export const photoClasses = ['cats', 'dogs'];
export const photoSize = { width: 500, height: 375 };

/** How many images of both classes together each split has. */
type Counts = Record<Split, number>;

/** Files as a camera's: large, full of detail that JPEG cannot drop, and always the same ones. */
export interface Photos {
  /**
   * A folder with `counts` photos, as `downstream train` and `flow_from_directory` read it. Photos from number `first`
   * on.
   */
  folder(name: string, counts: Counts, first?: number): Promise<string>;
}

/** Photos are made when they are first needed, once for all folders; those of `pool` are there already. */
export function openPhotos(directory: string, pool = join(directory, 'pool')): Photos {
  async function photo(index: number): Promise<string> {
    const path = join(pool, `${String(index).padStart(5, '0')}.jpg`);
    if (!existsSync(path)) await writeFile(path, await makePhoto(index));
    return path;
  }
  return {
    async folder(name, counts, first = 0) {
      await mkdir(pool, { recursive: true });
      const folder = join(directory, name);
      const wanted = Object.entries(counts).flatMap(([split, count]) =>
        Array.from({ length: count }, (_, n) => [split, n] as const),
      );
      for (const split of Object.keys(counts))
        for (const className of photoClasses) await mkdir(join(folder, split, className), { recursive: true });
      // A few at a time, so that both cores are busy and memory stays small.
      for (let from = 0; from < wanted.length; from += 8)
        await Promise.all(
          wanted.slice(from, from + 8).map(async ([split, n], offset) => {
            await linkOrCopy(
              await photo(first + from + offset),
              join(folder, split, photoClasses[n % 2]!, `${String(n).padStart(5, '0')}.jpg`),
            );
          }),
        );
      return folder;
    },
  };
}

/** Another disk, and some file systems, have no hard links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/** Colours that flow into each other, grain, and in each second photo a disc. 60 KB or so. */
async function makePhoto(index: number): Promise<Buffer> {
  const { width, height } = photoSize;
  const random = numbersFrom(index + 1);
  const patches = Uint8Array.from({ length: 20 * 15 * 3 }, () => random() * 256);
  const pixels = await sharp(patches, { raw: { width: 20, height: 15, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  const shift = Math.floor(random() * grain.length);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.min(255, Math.max(0, pixels[at]! + grain[(at + shift) % grain.length]!));
  const disc =
    `<svg width="${width}" height="${height}">` +
    `<circle cx="${width * random()}" cy="${height * random()}" r="90" fill="hsl(${index % 360} 60% 50%)"/></svg>`;
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  return (index % 2 === 0 ? picture.composite([{ input: Buffer.from(disc) }]) : picture)
    .jpeg({ quality: 90 })
    .toBuffer();
}

const grain = (() => {
  const random = numbersFrom(0x9e3779b9);
  return Int8Array.from({ length: 1_000_003 }, () => (random() + random() + random() - 1.5) * 24);
})();

/** Numbers in [0, 1), the same for the same seed. Source: Marsaglia, "Xorshift RNGs" (2003). */
function numbersFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
