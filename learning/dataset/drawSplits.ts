import { createHash } from 'node:crypto';
import { type Split, splits } from '#contracts/dataset';
import type { SplitRequest } from '#contracts/datasetImport';
import type { Examined } from './examine.ts';
import type { DatasetFiles, DatasetImage } from './readDataset.ts';
import { openSimilarImages } from './similarImages.ts';

/** Images that go into one split together: copies of one picture, or a single image. */
interface Group {
  images: DatasetImage[];
  /** Its place in the draw. */
  key: string;
}

/**
 * Draws the splits that a set lacks from its training images. Each class gives its share to each split, at least one
 * image where it has enough of them. The same images and the same seed give the same splits, whatever the files are
 * called and in whichever order they come. Images that are the same, or look the same, stay together: none of them
 * tells a network what is in the test set. Files that are no images stay where they are.
 */
export function drawSplits(
  files: Pick<DatasetFiles, 'images' | 'classNames' | 'lacks'>,
  examined: ReadonlyMap<string, Examined>,
  { validationShare, testShare, seed }: SplitRequest,
): DatasetImage[] {
  const { lacks, classNames } = files;
  const drawn = files.images.filter(
    ({ split, path }) =>
      split === 'train' && examined.get(path) !== undefined && examined.get(path)!.fault === undefined,
  );
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const labelOf = ({ className }: DatasetImage) => labels.get(className)!;
  const shares: Partial<Record<Split, number>> = { validation: validationShare, test: testShare };

  const places = classNames.map((_, label) => {
    const count = drawn.filter((image) => labelOf(image) === label).length;
    const free = { train: count, validation: 0, test: 0 };
    for (const split of lacks) {
      const wanted = count > lacks.length ? Math.max(1, Math.round(shares[split]! * count)) : 0;
      free[split] = Math.max(0, Math.min(wanted, free.train - 1));
      free.train -= free[split];
    }
    return free;
  });

  const splitOf = new Map<DatasetImage, Split>();
  for (const { images } of groupsOf(drawn, examined, seed)) {
    const room = (split: Split) => images.reduce((sum, image) => sum + places[labelOf(image)]![split], 0);
    const choices = splits.filter((split) => split === 'train' || lacks.includes(split));
    const chosen = choices.reduce((best, split) => (room(split) > room(best) ? split : best));
    for (const image of images) {
      splitOf.set(image, chosen);
      places[labelOf(image)]![chosen] -= 1;
    }
  }
  const all = files.images.map((image) => ({ ...image, split: splitOf.get(image) ?? image.split }));
  return splits.flatMap((split) => all.filter((image) => image.split === split));
}

/** Groups of copies first, the largest at the head, while there is room for them; then the others in random order. */
function groupsOf(images: readonly DatasetImage[], examined: ReadonlyMap<string, Examined>, seed: number): Group[] {
  const parents = images.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  };
  const first = new Map<string, number>();
  const similar = openSimilarImages();
  const hashes: string[] = [];
  for (const [index, { path }] of images.entries()) {
    const found = examined.get(path)!;
    if (found.fault !== undefined) throw new Error(`expected ${path} to be an image`);
    hashes.push(found.sha256);
    const same = first.get(found.sha256);
    if (same !== undefined) {
      parents[index] = rootOf(same);
      continue;
    }
    first.set(found.sha256, index);
    if (!found.look) continue;
    for (const other of similar.findAll(found.look)) parents[rootOf(other)] = rootOf(index);
    similar.add(found.look, index);
  }
  const groups = new Map<number, number[]>();
  for (const index of images.keys()) {
    const root = rootOf(index);
    const members = groups.get(root);
    if (members) members.push(index);
    else groups.set(root, [index]);
  }
  return [...groups.values()]
    .map((members) => ({
      images: members.map((index) => images[index]!),
      key: createHash('sha256')
        .update(`${seed} ${members.map((index) => hashes[index]!).sort()[0]}`)
        .digest('hex'),
    }))
    .sort((a, b) => b.images.length - a.images.length || (a.key < b.key ? -1 : 1));
}
