import { type Split, splits } from '#contracts/dataset';
import { clutterIn, hasImageEnding, type ListedImage, type PassedOver, readClassFolders } from './classFolders.ts';
import type { Listing } from './listing.ts';
import { byCodePoints } from './order.ts';

/** An image of a dataset. */
export interface DatasetImage extends ListedImage {
  split: Split;
  className: string;
}

/** What was found in a folder or a zip of `train/`, `validation/` and `test/`, each with one folder a class. */
export interface DatasetFiles {
  /** All that any split has, in NFC and in alphabetical order, also those without images. */
  classNames: string[];
  /** By split, then class, then name: the order in which Keras's `flow_from_directory` lists them. */
  images: DatasetImage[];
  passedOver: PassedOver[];
  /** Paths of images that lie in no class's folder. */
  misplaced: string[];
  /** What makes it no dataset, each beginning with "expected". */
  problems: string[];
  /** The splits that are to be drawn from its training images; empty unless `drawsSplits`. */
  lacks: Split[];
}

export interface DatasetReading {
  /** Takes files, too, that are images by content alone. */
  byContent?: boolean;
  /** Folders of splits may be missing. Where all are, the folders are classes, and all images are for training. */
  drawsSplits?: boolean;
}

/** Reads what a listing has. The three folders may all lie in other folders. */
export async function readDataset(listing: Listing, options: DatasetReading = {}): Promise<DatasetFiles> {
  const root = rootOf(listing);
  const found: DatasetFiles = { classNames: [], images: [], passedOver: [], misplaced: [], problems: [], lacks: [] };
  const present = options.drawsSplits ? splitsIn(listing, root) : splits;
  const folders = foldersOf(present, root);
  found.lacks = present.length === 0 || present.includes('train') ? splits.filter((one) => !folders.has(one)) : [];
  const classNames = new Set<string>();
  const unknown = new Set<string>();
  for (const { path } of listing.files) {
    const segments = path.slice(path.startsWith(root) ? root.length : 0).split('/');
    const inRoot = path.startsWith(root);
    if (inRoot && (present.length === 0 || (segments.length > 1 && isSplit(segments[0]!)))) continue;
    const reason = clutterIn(segments);
    if (reason) found.passedOver.push({ path, reason });
    else if (inRoot && segments.length > 2) unknown.add(segments[0]!);
    else if (hasImageEnding(path)) found.misplaced.push(path);
    else found.passedOver.push({ path, reason: 'OTHER_ENDING' });
  }
  for (const folder of unknown)
    found.problems.push(`expected the folders ${splits.join(', ')}, received the folder ${folder}`);
  for (const split of splits) {
    if (found.lacks.includes(split)) continue;
    const folder = folders.get(split) ?? `${root}${split}/`;
    const { classes, passedOver, misplaced, problems } = await readClassFolders(listing, folder, options);
    if (classes.size === 0)
      found.problems.push(`expected the folder ${split} with one folder for each class, received none`);
    for (const className of [...classes.keys()].sort(byCodePoints)) {
      classNames.add(className);
      for (const image of classes.get(className)!) found.images.push({ ...image, split, className });
    }
    found.passedOver.push(...passedOver);
    found.misplaced.push(...misplaced);
    found.problems.push(...problems);
  }
  found.classNames = [...classNames].sort(byCodePoints);
  if (found.classNames.length < 2)
    found.problems.push(
      `expected at least two classes, received ${found.classNames.length} (${found.classNames.join(', ')})`,
    );
  return found;
}

/** Where the images of each split are; without any folder of a split all images are for training. */
function foldersOf(present: readonly Split[], root: string): Map<Split, string> {
  if (present.length === 0) return new Map([['train', root]]);
  return new Map(present.map((split) => [split, `${root}${split}/`]));
}

function splitsIn({ files, folders }: Listing, root: string): Split[] {
  const paths = [...files.map(({ path }) => path), ...folders.map((path) => `${path}/`)];
  return splits.filter((split) => paths.some((path) => path.startsWith(`${root}${split}/`)));
}

function isSplit(name: string): name is Split {
  return (splits as readonly string[]).includes(name);
}

/** The path of the folder that holds the splits, "" or one that ends in `/`. */
function rootOf({ files, folders }: Listing): string {
  const paths = [...files.map(({ path }) => path), ...folders.map((path) => `${path}/`)];
  for (let root = ''; ; ) {
    const tops = new Set<string>();
    for (const path of paths) {
      const [top, ...deeper] = path.startsWith(root) ? path.slice(root.length).split('/') : [];
      if (top !== undefined && deeper.length > 0 && !clutterIn([top])) tops.add(top);
    }
    const [top] = tops;
    if (tops.size !== 1 || top === undefined || isSplit(top)) return root;
    root += `${top}/`;
  }
}
