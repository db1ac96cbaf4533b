import { join } from 'node:path';
import { type ImageFolder, openImageFolder } from '#learning';
import { callersPath } from '../terminal/arguments.ts';
import type { DatasetOptions } from './options.ts';

/** The three splits of a folder, which have the same classes. */
export interface DataFolders {
  train: ImageFolder;
  validation: ImageFolder;
  test: ImageFolder;
}

/** Opens train/, validation/ and test/. Throws FolderInvalid. */
export async function openDataFolders({ data, classes }: DatasetOptions): Promise<DataFolders> {
  const open = (split: string, classNames?: readonly string[]) =>
    openImageFolder(join(callersPath(data), split), classNames);
  const train = await open('train', classes);
  return { train, validation: await open('validation', train.classNames), test: await open('test', train.classNames) };
}
