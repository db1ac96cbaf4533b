import { type Split, splits } from '#contracts/dataset';
import {
  type DatasetReport,
  type ImageFault,
  type ImportDecision,
  imageFaults,
  leftOutPaths,
  namedFiles,
  passedOverReasons,
  zeroPerSplit,
} from '#contracts/datasetImport';
import type { Examined } from './examine.ts';
import { imageSizes } from './imageSizes.ts';
import type { DatasetFiles, DatasetImage } from './readDataset.ts';
import { openSimilarImages } from './similarImages.ts';

/** Something that is wrong with one file. */
export interface FileFault {
  kind: ImageFault;
  path: string;
  /** The path of the image that it is the same as. */
  like: string | null;
  reason: string | null;
}

/**
 * All faults of a set. Of two images that are the same, the fault is that of the later one, in the order test,
 * training, validation, so that leaving images out keeps the test set. An image has one fault at most.
 */
export function findFaults(files: DatasetFiles, examined: ReadonlyMap<string, Examined>): FileFault[] {
  const faults: FileFault[] = files.misplaced.map((path) => ({ kind: 'MISPLACED', path, like: null, reason: null }));
  const incomplete = incompleteClasses(files, (image) => examined.get(image.path)?.fault === undefined);
  const [test, learned] = [openKnown(), openKnown()];
  const inOrder = (['test', 'train', 'validation'] as const).flatMap((split) =>
    files.images.filter((image) => image.split === split),
  );
  for (const image of inOrder) {
    const { path, split, className } = image;
    const found = examined.get(path);
    const missing = incomplete.get(className);
    if (found === undefined || found.fault !== undefined) {
      faults.push({ kind: 'UNREADABLE', path, like: null, reason: found?.fault ?? 'nothing' });
      continue;
    }
    if (missing) {
      const reason = `${missing.join(' and ')} ${missing.length === 1 ? 'has' : 'have'} no image of ${className}`;
      faults.push({ kind: 'INCOMPLETE_CLASS', path, like: null, reason });
      continue;
    }
    const inTest = split === 'test' ? undefined : test.find(found);
    const before = (split === 'test' ? test : learned).find(found);
    const kinds: [ImageFault, string | undefined][] = [
      ['SAME_IN_TEST', inTest?.same],
      ['SIMILAR_IN_TEST', inTest?.similar],
      ['SAME', before.same],
      ['SIMILAR', before.similar],
    ];
    const [kind, like] = kinds.find(([, path]) => path !== undefined) ?? [];
    if (kind && like !== undefined) faults.push({ kind, path, like, reason: null });
    else (split === 'test' ? test : learned).add(found, path);
  }
  return faults;
}

/** Images that came before, by their bytes and looks. */
function openKnown() {
  const bySha256 = new Map<string, string>();
  const paths: string[] = [];
  const similar = openSimilarImages();
  type Whole = Extract<Examined, { sha256: string }>;
  return {
    add({ sha256, look }: Whole, path: string) {
      bySha256.set(sha256, path);
      if (look) similar.add(look, paths.push(path) - 1);
    },
    find({ sha256, look }: Whole): { same?: string; similar?: string } {
      const same = bySha256.get(sha256);
      if (same !== undefined) return { same };
      const index = look ? similar.find(look) : undefined;
      return index === undefined ? {} : { similar: paths[index]! };
    },
  };
}

/** The classes that lack images in some split, with these splits. */
function incompleteClasses(
  { classNames, images }: Pick<DatasetFiles, 'classNames' | 'images'>,
  counts: (image: DatasetImage) => boolean,
): Map<string, Split[]> {
  const has = new Set(images.filter(counts).map(({ split, className }) => JSON.stringify([split, className])));
  const lacking = new Map<string, Split[]>();
  for (const className of classNames) {
    const without = splits.filter((split) => !has.has(JSON.stringify([split, className])));
    if (without.length > 0) lacking.set(className, without);
  }
  return lacking;
}

/** The set as people are told of it. Of each kind of fault the first files are named, and all are counted. */
export function reportOf(
  files: DatasetFiles,
  examined: ReadonlyMap<string, Examined>,
  faults: readonly FileFault[],
): DatasetReport {
  const classes = new Map(
    files.classNames.map((name) => [name, { name, counts: zeroPerSplit(), bytes: zeroPerSplit() }]),
  );
  for (const { path, split, className } of files.images) {
    const found = examined.get(path);
    if (found === undefined || found.fault !== undefined) continue;
    const row = classes.get(className)!;
    row.counts[split] += 1;
    row.bytes[split] += found.bytes;
  }
  const lacking = incompleteClasses(files, (image) => examined.get(image.path)?.fault === undefined);
  const inTrain = [...classes.values()].map(({ counts }) => counts.train);
  const [least, most] = [Math.min(...inTrain), Math.max(...inTrain)];
  return {
    classes: [...classes.values()],
    imbalance: inTrain.length === 0 || least === 0 ? null : most / least,
    faults: imageFaults.flatMap((kind) => {
      const all = faults.filter((fault) => fault.kind === kind);
      // A class whose folders are all empty has no image that could have the fault.
      const empty =
        kind === 'INCOMPLETE_CLASS'
          ? [...lacking].filter(([name]) => !all.some(({ reason }) => reason?.endsWith(` no image of ${name}`)))
          : [];
      const named = [
        ...empty.map(([path, without]) => ({ path, like: null, reason: `${without.join(' and ')} without images` })),
        ...all.map(({ path, like, reason }) => ({ path, like, reason })),
      ];
      return named.length === 0 ? [] : [{ kind, count: named.length, files: named.slice(0, namedFiles) }];
    }),
    passedOver: passedOverReasons.flatMap((reason) => {
      const paths = files.passedOver.filter((one) => one.reason === reason).map(({ path }) => path);
      return paths.length === 0 ? [] : [{ reason, count: paths.length, files: paths.slice(0, namedFiles) }];
    }),
    problems: files.problems,
    ...imageSizes(files.images.map(({ path }) => examined.get(path))),
    drawnSplit: null,
    samples: [],
    thumbnails: [],
  };
}

/** The classes and images that are left of a set, or what makes it no dataset. */
export function takeDecision(
  files: DatasetFiles,
  faults: readonly FileFault[],
  decision: Partial<ImportDecision> & Pick<ImportDecision, 'leaveOut'>,
): { classNames: string[]; images: DatasetImage[]; problems: string[] } {
  const gone = leftOutPaths(faults, decision);
  const images = files.images.filter(({ path }) => !gone.has(path));
  const lacking = incompleteClasses({ classNames: files.classNames, images }, () => true);
  const dropsClasses = decision.leaveOut.includes('INCOMPLETE_CLASS');
  const classNames = dropsClasses ? files.classNames.filter((name) => !lacking.has(name)) : files.classNames;
  const problems = dropsClasses
    ? []
    : [...lacking].map(
        ([name, without]) => `expected images of every class in ${without.join(' and ')}, received none of ${name}`,
      );
  if (classNames.length < 2)
    problems.push(`expected at least two classes, received ${classNames.length} (${classNames.join(', ')})`);
  return {
    classNames,
    images: images.filter(({ className }) => !dropsClasses || !lacking.has(className)),
    problems: [...files.problems, ...problems],
  };
}
