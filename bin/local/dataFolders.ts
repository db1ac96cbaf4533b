import { join } from 'node:path';
import { type ImageFolder, openImageFolder } from '#learning';
import { callersPath } from '../terminal/arguments.ts';
import { passedOverText } from '../terminal/passedOver.ts';
import { type DatasetOptions, givenClasses } from './options.ts';

/** The three splits of a folder, which have the same classes. */
export interface DataFolders {
  train: ImageFolder;
  validation: ImageFolder;
  test: ImageFolder;
}

/** Opens train/, validation/ and test/, and says on standard error what is passed over. Throws FolderInvalid. */
export async function openDataFolders({
  data,
  includeByContent = false,
  ...options
}: DatasetOptions): Promise<DataFolders> {
  const open = (split: string, classNames?: readonly string[]) =>
    openImageFolder(join(callersPath(data), split), classNames, { byContent: includeByContent });
  const train = await open('train', givenClasses({ data, ...options }));
  const folders = {
    train,
    validation: await open('validation', train.classNames),
    test: await open('test', train.classNames),
  };
  sayPassedOver(Object.values(folders));
  return folders;
}

/** Nothing of a folder vanishes without a word. */
export function sayPassedOver(folders: readonly ImageFolder[]): void {
  const text = passedOverText(folders.flatMap(({ passedOver }) => passedOver));
  if (text) process.stderr.write(`${text}\n`);
}
