import { join } from 'node:path';
import { FolderInvalid } from '#contracts/imageFolders';
import type { ImageSource } from '../data/imageSource.ts';
import { type PassedOver, readClassFolders } from './classFolders.ts';
import { listFolder } from './listing.ts';
import { byCodePoints } from './order.ts';

/** A folder of images with one folder a class. */
export interface ImageFolder extends ImageSource {
  /** In the labels' order. */
  classNames: readonly string[];
  /** What beside the images was not taken, and why. */
  passedOver: readonly (Omit<PassedOver, 'reason'> & { reason: PassedOver['reason'] | 'MISPLACED' })[];
}

/**
 * Reads a folder as Keras's `flow_from_directory` does: the classes in alphabetical order, or those given and in the
 * order given; in each the images in alphabetical order of their folder and then their name (`readClassFolders` says
 * which files are images). A class's folder may be a link, a folder below it may not. Names are compared in NFC. Throws
 * FolderInvalid where there is no such folder, where a class has no images or no folder, or where there is a class too
 * many, one that is given twice, or fewer than two.
 */
export async function openImageFolder(
  folder: string,
  given?: readonly string[],
  options: { byContent?: boolean } = {},
): Promise<ImageFolder> {
  const listing = await listFolder(folder, 1);
  const { classes, passedOver, misplaced, problems } = await readClassFolders(listing, '', options);
  if (problems[0]) throw new FolderInvalid(`${problems[0].replace(/^e/, 'E')}, in ${folder}`);
  const found = [...classes.keys()];
  const named = given?.map((name) => name.normalize('NFC'));
  const classNames = named ?? found.sort(byCodePoints);
  if (classNames.length < 2)
    throw new FolderInvalid(
      `Expected at least two classes in ${folder}, received ${classNames.length} (${classNames.join(', ')})`,
    );
  const twice = classNames.find((name, index) => classNames.indexOf(name) !== index);
  if (twice !== undefined) throw new FolderInvalid(`Expected every class once, received ${twice} twice`);
  const missing = classNames.filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw new FolderInvalid(`Expected a folder of each class in ${folder}, received none of ${missing.join(', ')}`);
  const unknown = found.filter((name) => !classNames.includes(name));
  if (unknown.length > 0)
    throw new FolderInvalid(
      `Expected only the classes ${classNames.join(', ')} in ${folder}, received ${unknown.join(', ')}`,
    );

  const files: { path: string; label: number }[] = [];
  for (const [label, name] of classNames.entries()) {
    const images = classes.get(name)!;
    if (images.length === 0) throw new FolderInvalid(`Expected images in ${join(folder, name)}, received none`);
    for (const { path } of images) files.push({ path, label });
  }
  const pathOf = (index: number) => join(folder, files[index]!.path);
  return {
    classNames,
    labels: Int32Array.from(files, ({ label }) => label),
    read: (index) => listing.read(files[index]!.path),
    nameOf: pathOf,
    sealed: false,
    passedOver: [...passedOver, ...misplaced.map((path) => ({ path, reason: 'MISPLACED' as const }))].map((one) => ({
      ...one,
      path: join(folder, one.path),
    })),
  };
}
