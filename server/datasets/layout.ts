import { type Split, splits } from '#contracts/dataset';
import { asListed, byCodePoints, isClutter } from '#contracts/imageFolders';
import { ApiError } from '../graphql/errors.ts';

/** A file that must be an image. */
export interface ImageFile {
  /** Where it lies in the archive. */
  path: string;
  split: Split;
  /** Index into `classNames`. */
  label: number;
  /** Path below the class's folder. */
  name: string;
}

export interface Layout {
  classNames: string[];
  /** By split, then label, then name: the order in which Keras's `flow_from_directory` lists them. */
  images: ImageFile[];
}

/**
 * Reads splits, classes and images from the paths of `train/`, `validation/` and `test/`, which have one folder for
 * each class and may all lie in one more folder. A folder's own path ends in `/`, so that a class without images is
 * found. Throws DATASET_INVALID naming what is missing or in the wrong place.
 */
export function layOut(paths: readonly string[]): Layout {
  const folders: Record<Split, Map<string, ImageFile[]>> = { train: new Map(), validation: new Map(), test: new Map() };
  for (const { path, segments } of withoutTopFolder(paths.filter((path) => !isClutter(path)))) {
    const [split, className, ...name] = segments;
    // A README beside the three folders is allowed and ignored.
    if (!split || !className) continue;
    if (!isSplit(split)) throw invalid(`expected the folders ${splits.join(', ')}, received the folder ${split}`);
    if (name.length === 0) throw invalid(`expected one folder for each class in ${split}, received the file ${path}`);
    const files = folders[split].get(className) ?? [];
    if (!path.endsWith('/')) files.push({ path, split, label: -1, name: name.join('/') });
    folders[split].set(className, files);
  }
  const classNames = [...new Set(splits.flatMap((split) => [...folders[split].keys()]))].sort(byCodePoints);
  for (const split of splits) {
    if (folders[split].size === 0)
      throw invalid(`expected the folder ${split} with one folder for each class, received none`);
    const missing = classNames.filter((className) => !folders[split].get(className)?.length);
    if (missing.length > 0)
      throw invalid(`expected images of every class in ${split}, received none of ${missing.join(', ')}`);
  }
  if (classNames.length < 2)
    throw invalid(`expected at least two classes, received ${classNames.length} (${classNames.join(', ')})`);
  const images = splits.flatMap((split) =>
    classNames.flatMap((className, label) =>
      (folders[split].get(className) ?? [])
        .map((file) => ({ ...file, label }))
        .sort((a, b) => asListed(a.name, b.name)),
    ),
  );
  return { classNames, images };
}

function isSplit(name: string): name is Split {
  return (splits as readonly string[]).includes(name);
}

function withoutTopFolder(paths: readonly string[]): { path: string; segments: string[] }[] {
  const files = paths.map((path) => ({ path, segments: path.split('/') }));
  const tops = new Set(files.map(({ segments }) => segments[0]));
  const [top] = tops;
  if (tops.size !== 1 || top === undefined || isSplit(top)) return files;
  return files.map(({ path, segments }) => ({ path, segments: segments.slice(1) }));
}

function invalid(problem: string): ApiError {
  return new ApiError('DATASET_INVALID', `The dataset was not imported: ${problem}.`);
}
