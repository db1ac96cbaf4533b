import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Split } from '#contracts/dataset';
import type { Emoji } from './emojiArtwork.ts';

/** Unicode's categories, and what the dataset calls them. */
const classNames = new Map([
  ['Animals & Nature', 'animals'],
  ['Food & Drink', 'food'],
]);

/** Where each split ends, as a share of a class: half for training, a fifth for validation, the rest for the test. */
const ends: [Split, number][] = [
  ['train', 0.5],
  ['validation', 0.7],
  ['test', 1],
];

export interface LabelledEmoji {
  emoji: Emoji;
  className: string;
  split: Split;
}

/**
 * The emoji of both classes, each in one split. An emoji goes to its split with all its pictures: two vendors draw the
 * same thing alike, and a test picture whose twin was trained on would test nothing. The same seed gives the same
 * splits.
 */
export function splitEmoji(all: Emoji[], seed: number): LabelledEmoji[] {
  const order = (emoji: Emoji) => createHash('sha256').update(`${seed} ${emoji.id}`).digest('hex');
  return [...classNames].flatMap(([category, className]) => {
    const members = all.filter((emoji) => emoji.category === category && emoji.pictures.length > 0);
    const shuffled = members.map((emoji) => ({ emoji, key: order(emoji) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    return shuffled.map(({ emoji }, index) => {
      const [split] = ends.find(([, end]) => index < Math.round(end * shuffled.length))!;
      return { emoji, className, split };
    });
  });
}

/** Writes every picture, flattened on white, to `<folder>/<split>/<class>/<emoji>-<vendor>.png`; answers how many. */
export async function writeDataset(folder: string, labelled: LabelledEmoji[]): Promise<number> {
  const pictures = labelled.flatMap(({ emoji, className, split }) =>
    emoji.pictures.map(({ vendor, path }) => ({
      source: path,
      directory: join(folder, split, className),
      name: `${emoji.id.toLowerCase()}-${vendor}.png`,
    })),
  );
  for (const directory of new Set(pictures.map((picture) => picture.directory)))
    await mkdir(directory, { recursive: true });
  await Promise.all(
    pictures.map(({ source, directory, name }) =>
      sharp(source).flatten({ background: 'white' }).png().toFile(join(directory, name)),
    ),
  );
  return pictures.length;
}
