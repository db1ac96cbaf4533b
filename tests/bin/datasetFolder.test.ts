import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { datasetFiles } from '../../bin/import/datasetFolder.ts';
import { zipDataset } from '../../bin/import/zipDataset.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function folderOf(...names: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  folders.push(folder);
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
  return folder;
}

const good = ['train', 'validation', 'test'].flatMap((split) =>
  ['cats', 'dogs'].map((className) => `${split}/${className}/1.png`),
);

test('a folder as flow_from_directory reads it is taken, without hidden files and what lies beside', async () => {
  const files = await datasetFiles(await folderOf(...good, 'README.md', 'train/.DS_Store', 'train/cats/.hidden.png'));
  expect(files.map((file) => file.name).sort()).toEqual([...good].sort());
});

test.each([
  ['a split that is missing', good.filter((name) => !name.startsWith('validation/')), 'validation'],
  ['a class that is missing in one split', good.filter((name) => name !== 'test/dogs/1.png'), 'dogs'],
  ['an image beside the class folders', [...good, 'train/1.png'], 'train/1.png'],
  ['one class only', good.filter((name) => !name.includes('dogs')), 'two classes'],
  ['another folder', [...good, 'valid/cats/1.png'], 'valid'],
])('%s is refused before anything is sent, and named', async (_what, names, named) => {
  await expect(datasetFiles(await folderOf(...names))).rejects.toMatchObject({
    code: 'DATASET_INVALID',
    exitCode: 4,
    message: expect.stringContaining(named),
  });
});

test('a class whose folder is empty everywhere is refused, and named', async () => {
  const folder = await folderOf(...good);
  for (const split of ['train', 'validation', 'test']) await mkdir(join(folder, split, 'birds'));
  await expect(datasetFiles(folder)).rejects.toMatchObject({
    code: 'DATASET_INVALID',
    message: expect.stringContaining('none of birds'),
  });
});

test('links to images and to the folders of splits and classes are followed, deeper ones are not', async () => {
  const folder = await folderOf(...good, 'train/dogs/folder.png/2.png');
  const elsewhere = await folderOf('keep');
  await rename(join(folder, 'train', 'cats'), join(elsewhere, 'cats'));
  await symlink(join(elsewhere, 'cats'), join(folder, 'train', 'cats'));
  await rename(join(folder, 'test'), join(elsewhere, 'test'));
  await symlink(join(elsewhere, 'test'), join(folder, 'test'));
  await symlink('1.png', join(folder, 'train', 'dogs', '3.png'));
  await symlink('.', join(folder, 'train', 'dogs', 'again.png'));
  const names = (await datasetFiles(folder)).map((file) => file.name);
  expect(names.sort()).toEqual([...good, 'train/dogs/3.png', 'train/dogs/folder.png/2.png'].sort());
});

test('a link that leads nowhere is refused, and named', async () => {
  const folder = await folderOf(...good);
  await symlink('gone.png', join(folder, 'train', 'dogs', '2.png'));
  await expect(datasetFiles(folder)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    exitCode: 4,
    message: expect.stringContaining('train/dogs/2.png cannot be read: there is no such file'),
  });
});

test('the same files give the same zip, so that an import can go on; a changed file gives another', async () => {
  const folder = await folderOf(...good);
  const zips = [await zipDataset(await datasetFiles(folder)), await zipDataset(await datasetFiles(folder))];
  await writeFile(join(folder, good[0]!), 'something longer');
  zips.push(await zipDataset(await datasetFiles(folder)));
  folders.push(...new Set(zips));
  expect(zips[1]).toBe(zips[0]);
  expect(zips[2]).not.toBe(zips[0]);
});
