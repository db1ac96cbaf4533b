import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { splits } from '#contracts/dataset';
import { CommandError, exitCodes } from './exitCodes.ts';

export interface DatasetFile {
  /** As in the zip: `train/cats/1.jpg`. */
  name: string;
  path: string;
  bytes: number;
  modified: Date;
}

/**
 * The files of a folder laid out as `flow_from_directory` reads it, in the order of their names. Hidden files are left out.
 * Throws DATASET_INVALID, with everything that is wrong, before anything is sent.
 */
export async function datasetFiles(folder: string): Promise<DatasetFile[]> {
  const files = (await Promise.all(splits.map((split) => listFiles(folder, split)))).flat();
  const problems = layoutProblems(files.map((file) => file.name));
  if (problems.length > 0)
    throw new CommandError(exitCodes.refused, 'DATASET_INVALID', `${folder} is not laid out as a dataset:\n  ${problems.join('\n  ')}`, {
      hint: 'Expected train/<class>/, validation/<class>/ and test/<class>/ with images, and the same classes in all three.',
    });
  return files;
}

/** What is wrong with a dataset of these files (`split/class/image`); nothing when it can be sent. */
export function layoutProblems(names: string[]): string[] {
  const classes = new Map<string, Set<string>>(splits.map((split) => [split, new Set()]));
  const problems: string[] = [];
  for (const name of names) {
    const [split = '', className, ...rest] = name.split('/');
    if (rest.length === 0) problems.push(`${name} lies beside the class folders of ${split}, expected it inside one`);
    else classes.get(split)?.add(className!);
  }
  const all = new Set([...classes.values()].flatMap((names) => [...names]));
  for (const [split, present] of classes) {
    if (present.size === 0) problems.push(`${split}/ has no class folder with images in it`);
    else for (const name of all) if (!present.has(name)) problems.push(`${split}/${name}/ is missing or empty`);
  }
  if (all.size === 1) problems.push(`expected two classes or more, found only ${[...all][0]}`);
  return problems;
}

async function listFiles(folder: string, split: string): Promise<DatasetFile[]> {
  const files: DatasetFile[] = [];
  const walk = async (directory: string, prefix: string): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const path = join(directory, entry.name);
      const name = `${prefix}/${entry.name}`;
      const stats = await stat(path);
      if (stats.isDirectory()) await walk(path, name);
      else files.push({ name, path, bytes: stats.size, modified: stats.mtime });
    }
  };
  await walk(join(folder, split), split);
  return files;
}
