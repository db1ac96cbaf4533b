import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { asListed, byCodePoints, FolderInvalid, isClutter } from '#contracts/imageFolders';
import type { ImageSource } from './imageSource.ts';

/**
 * Files with other endings are passed over, as Keras does with these and without the last two. A file that turns out to
 * be no image it knows is an error.
 */
const endings = /\.(png|jpe?g|bmp|ppm|tiff?|webp|gif)$/i;

/** A folder of images with one folder a class. */
export interface ImageFolder extends ImageSource {
  /** In the labels' order. */
  classNames: readonly string[];
}

/**
 * Reads a folder as Keras's `flow_from_directory` does: the classes in alphabetical order, or those given and in the
 * order given; in each the images in alphabetical order of their folder and then their name. A class's folder may be a
 * link, a folder below it may not. Hidden files and folders are passed over. Throws FolderInvalid where there is no
 * such folder, where a class has no images or no folder, or where there is a class too many, one that is given twice,
 * or fewer than two.
 */
export async function openImageFolder(folder: string, given?: readonly string[]): Promise<ImageFolder> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new FolderInvalid(`Expected a folder with one folder a class at ${folder}, but it cannot be read`, { cause });
  });
  const kinds = await Promise.all(entries.map(kindOf));
  const found = entries
    .filter((entry, index) => kinds[index] === 'folder' && !isClutter(entry.name))
    .map(({ name }) => name);
  const classNames = given ?? found.sort(byCodePoints);
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
  const kinds = await Promise.all(entries.map(kindOf));
  return entries
    .filter((entry, index) => kinds[index] === 'file' && endings.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((path) => !isClutter(path))
    .sort(asListed)
    .map((path) => join(folder, path));
}

/** Of a link, what it leads to. One that leads nowhere counts as a file; reading it fails. */
async function kindOf(entry: Dirent): Promise<'file' | 'folder' | 'neither'> {
  const what = entry.isSymbolicLink() ? await stat(join(entry.parentPath, entry.name)).catch(() => undefined) : entry;
  if (what === undefined || what.isFile()) return 'file';
  return what.isDirectory() ? 'folder' : 'neither';
}
