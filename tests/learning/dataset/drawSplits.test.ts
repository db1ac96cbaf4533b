import { describe, expect, it } from 'vitest';
import type { Split } from '#contracts/dataset';
import { drawSplits } from '../../../learning/dataset/drawSplits.ts';
import type { Examined } from '../../../learning/dataset/examine.ts';
import { lookOf, lookSide } from '../../../learning/dataset/look.ts';
import type { DatasetImage } from '../../../learning/dataset/readDataset.ts';
import { fractions } from '../backbones/formula.ts';

const shares = { validationShare: 0.2, testShare: 0.1, seed: 3 };

/** Pictures by their number: equal numbers look the same, but their files differ. */
function setOf(pictures: [className: string, picture: number][], rename = (path: string) => path) {
  const images: DatasetImage[] = pictures.map(([className, picture], index) => {
    const name = `${picture}-${index}.png`;
    return { path: rename(`${className}/${name}`), name, className, split: 'train' };
  });
  const examined = new Map<string, Examined>(
    images.map(({ path }, index) => {
      const picture = pictures[index]![1];
      const look = lookOf(Uint8Array.from(fractions(picture + 1, lookSide ** 2), (fraction) => 255 * fraction));
      const sha256 = `${picture}-${index}`.padStart(64, '0');
      return [path, { sha256, bytes: 1, width: 8, height: 8, look }];
    }),
  );
  const classNames = [...new Set(pictures.map(([className]) => className))].sort();
  return { images, examined, classNames, lacks: ['validation', 'test'] as Split[] };
}

const many = (className: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, index): [string, number] => [className, from + index]);

function counted(images: readonly DatasetImage[], className?: string) {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const image of images) if (!className || image.className === className) counts[image.split] += 1;
  return counts;
}

describe('drawing splits', () => {
  it('gives each split its share of every class', () => {
    const set = setOf([...many('cats', 100), ...many('dogs', 50, 1000), ...many('birds', 3, 2000)]);
    const drawn = drawSplits(set, set.examined, shares);
    expect(counted(drawn, 'cats')).toEqual({ train: 70, validation: 20, test: 10 });
    expect(counted(drawn, 'dogs')).toEqual({ train: 35, validation: 10, test: 5 });
    expect(counted(drawn, 'birds')).toEqual({ train: 1, validation: 1, test: 1 });
    expect(drawn.map(({ split }) => split)).toEqual(
      drawn
        .map(({ split }) => split)
        .sort((a, b) => ['train', 'validation', 'test'].indexOf(a) - ['train', 'validation', 'test'].indexOf(b)),
    );
  });

  it('draws the same for one seed, whatever files are called and in whichever order they come; else others', () => {
    const pictures = many('cats', 60);
    const inTest = (set: ReturnType<typeof setOf>, seed: number) =>
      drawSplits(set, set.examined, { ...shares, seed })
        .filter(({ split }) => split === 'test')
        .map(({ name }) => name)
        .sort();
    const set = setOf(pictures);
    const renamed = setOf(pictures, (path) => `x/${path}`);
    const reversed = { ...set, images: set.images.toReversed() };
    expect(inTest(set, 3)).toHaveLength(6);
    expect(inTest(renamed, 3)).toEqual(inTest(set, 3));
    expect(inTest(reversed, 3)).toEqual(inTest(set, 3));
    expect(inTest(set, 4)).not.toEqual(inTest(set, 3));
  });

  it('never tears copies apart, also between classes', () => {
    const copies: [string, number][] = Array.from({ length: 40 }, (_, index) => [
      index % 4 === 3 ? 'dogs' : 'cats',
      Math.floor(index / 2),
    ]);
    const set = setOf([...copies, ...many('dogs', 20, 3000)]);
    for (const seed of [0, 1, 2, 3, 4]) {
      const splitsOf = new Map<string, Set<string>>();
      for (const { name, split } of drawSplits(set, set.examined, { ...shares, seed })) {
        const picture = name.split('-')[0]!;
        splitsOf.set(picture, (splitsOf.get(picture) ?? new Set()).add(split));
      }
      expect([...splitsOf.values()].filter(({ size }) => size > 1)).toEqual([]);
    }
  });

  it('takes from the training images what alone is missing, and leaves the rest', () => {
    const set = setOf(many('cats', 20));
    const test: DatasetImage[] = set.images.slice(0, 5).map((image) => ({ ...image, split: 'test' }));
    const drawn = drawSplits(
      { ...set, images: [...test, ...set.images.slice(5)], lacks: ['validation'] },
      set.examined,
      shares,
    );
    expect(counted(drawn)).toEqual({ train: 12, validation: 3, test: 5 });
    expect(drawn.filter(({ split }) => split === 'test').map(({ path }) => path)).toEqual(test.map(({ path }) => path));
  });
});
