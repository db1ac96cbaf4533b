import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { ImageSource } from './imageSource.ts';

/** Files with other endings are passed over, as Keras does with these and without the last two. A file that turns out to be no image it knows is an error. */
const endings = /\.(png|jpe?g|bmp|ppm|tiff?|webp|gif)$/i;

/** Thrown for a folder that cannot be learned from. */
export class FolderInvalid extends Error {}

/** A folder of images with one folder a class. */
export interface ImageFolder extends ImageSource {
  /** In the labels' order. */
  classNames: readonly string[];
}

/**
 * Reads a folder as Keras's `flow_from_directory` does: the classes in alphabetical order, or those given and in the order given; in each the
 * images in alphabetical order of their folder and then their name. Throws FolderInvalid where there is no such folder, where a class has no
 * images or no folder, or where there is a class too many or fewer than two.
 */
export async function openImageFolder(folder: string, given?: readonly string[]): Promise<ImageFolder> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new FolderInvalid(`Expected a folder with one folder a class at ${folder}, but it cannot be read`, { cause });
  });
  const found = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const classNames = given ?? found.sort();
  if (classNames.length < 2)
    throw new FolderInvalid(`Expected at least two classes in ${folder}, received ${classNames.length} (${classNames.join(', ')})`);
  const missing = classNames.filter((name) => !found.includes(name));
  if (missing.length > 0) throw new FolderInvalid(`Expected a folder of each class in ${folder}, received none of ${missing.join(', ')}`);
  const unknown = found.filter((name) => !classNames.includes(name));
  if (unknown.length > 0)
    throw new FolderInvalid(`Expected only the classes ${classNames.join(', ')} in ${folder}, received ${unknown.join(', ')}`);

  const files: { path: string; label: number }[] = [];
  for (const [label, name] of classNames.entries()) {
    const paths = await imagesBelow(join(folder, name));
    if (paths.length === 0) throw new FolderInvalid(`Expected images in ${join(folder, name)}, received none`);
    for (const path of paths) files.push({ path, label });
  }
  return {
    classNames,
    labels: Int32Array.from(files, ({ label }) => label),
    read: (index) => readFile(files[index]!.path),
    nameOf: (index) => files[index]!.path,
    sealed: false,
  };
}

async function imagesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && endings.test(entry.name));
  const keyed = files.map(({ parentPath, name }) => ({ parent: relative(folder, parentPath), path: join(parentPath, name) }));
  return keyed.sort((a, b) => compare(a.parent, b.parent) || compare(basename(a.path), basename(b.path))).map(({ path }) => path);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
