import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitEmoji, writeDataset } from '../../bin/demo/animalsOrFood.ts';
import type { Emoji } from '../../bin/demo/emojiArtwork.ts';

let directory: string;
let emoji: Emoji[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'emoji-'));
  const path = join(directory, 'red-on-nothing.png');
  const dot = await sharp({ create: { width: 2, height: 2, channels: 4, background: 'red' } })
    .png()
    .toBuffer();
  await sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: dot, left: 31, top: 31 }])
    .png()
    .toFile(path);
  const of = (category: string, count: number, first: number): Emoji[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `1F${first + index}`,
      category,
      pictures: ['google', 'twitter'].map((vendor) => ({ vendor, path })),
    }));
  emoji = [...of('Animals & Nature', 159, 100), ...of('Food & Drink', 131, 400), ...of('Flags', 20, 700)];
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('half of each class is for training, a fifth for validation, the rest for the test', () => {
  const labelled = splitEmoji(emoji, 1);
  const count = (split: string, className: string) =>
    labelled.filter((item) => item.split === split && item.className === className).length;
  expect(['train', 'validation', 'test'].map((split) => [count(split, 'animals'), count(split, 'food')])).toEqual([
    [80, 66],
    [31, 26],
    [48, 39],
  ]);
  expect(labelled).toHaveLength(290);
});

test('the same seed gives the same splits, another seed others', () => {
  const tests = (seed: number) =>
    splitEmoji(emoji, seed).flatMap((item) => (item.split === 'test' ? [item.emoji.id] : []));
  expect(tests(1)).toEqual(tests(1));
  expect(tests(1)).not.toEqual(tests(2));
});

test('no emoji is in two splits, by either artist, and pictures lie flattened on white', async () => {
  const folder = join(directory, 'dataset');
  expect(await writeDataset(folder, splitEmoji(emoji, 1))).toBe(580);
  const files = await readdir(folder, { recursive: true });
  const splitsOf = new Map<string, Set<string>>();
  for (const file of files.filter((name) => name.endsWith('.png'))) {
    const [split, , name] = file.split(/[\\/]/);
    const id = name!.replace(/-(google|twitter)\.png$/, '');
    splitsOf.set(id, (splitsOf.get(id) ?? new Set()).add(split!));
  }
  expect(splitsOf.size).toBe(290);
  expect([...splitsOf].filter(([, splits]) => splits.size > 1)).toEqual([]);
  const first = files.find((name) => name.endsWith('.png'))!;
  const { data, info } = await sharp(join(folder, first)).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
});
