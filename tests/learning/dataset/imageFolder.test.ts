import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FolderInvalid } from '#contracts/imageFolders';
import { openImageFolder } from '../../../learning/dataset/imageFolder.ts';

/** What `tests/keras/directory.py` has written: a folder, and what flow_from_directory finds in it. */
const golden: {
  files: string[];
  links: Record<string, string>;
  classes: string[];
  images: [label: number, name: string][];
} = JSON.parse(readFileSync(new URL('../../keras/golden/directory.json', import.meta.url), 'utf8'));

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function folderOf(files: string[], links: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'images-'));
  folders.push(folder);
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file);
  }
  for (const [link, target] of Object.entries(links)) await symlink(target, join(folder, link));
  return folder;
}

test('the classes and images of a folder are those that flow_from_directory finds, in its order', async () => {
  const folder = await folderOf(golden.files, golden.links);
  const { classNames, labels, nameOf } = await openImageFolder(folder);
  expect(classNames).toEqual(golden.classes);
  expect(Array.from(labels, (label, index) => [label, nameOf(index).slice(folder.length + 1)])).toEqual(golden.images);
});

test('classes that are given have their labels in the order in which they are given', async () => {
  const folder = await folderOf(['cats/1.png', 'dogs/1.png', 'dogs/2.png']);
  const { classNames, labels } = await openImageFolder(folder, ['dogs', 'cats']);
  expect([classNames, [...labels]]).toEqual([
    ['dogs', 'cats'],
    [0, 0, 1],
  ]);
});

test('hidden files and those that operating systems leave behind are skipped', async () => {
  const clutter = [
    '.git/1.png',
    '.DS_Store',
    'cats/.DS_Store',
    'cats/._1.png',
    'cats/.thumbs/1.png',
    'cats/Thumbs.db',
    '__MACOSX/1.png',
  ];
  const folder = await folderOf(['cats/1.png', 'dogs/1.png', ...clutter]);
  const { classNames, labels } = await openImageFolder(folder);
  expect([classNames, [...labels]]).toEqual([
    ['cats', 'dogs'],
    [0, 1],
  ]);
});

test.each([
  ['a class that is given twice', ['cats', 'dogs', 'cats'], 'Expected every class once, received cats twice'],
  ['a class that has no folder', ['cats', 'dogs', 'birds'], 'received none of birds'],
  ['a folder of no class that is given', ['cats', 'fish'], 'received none of fish'],
  ['one class', ['cats'], 'Expected at least two classes'],
])('%s is refused', async (_what, given, message) => {
  const folder = await folderOf(['cats/1.png', 'dogs/1.png']);
  await expect(openImageFolder(folder, given)).rejects.toThrow(message);
  await expect(openImageFolder(folder, given)).rejects.toBeInstanceOf(FolderInvalid);
});

test('reading a broken link names it', async () => {
  const { read, nameOf } = await openImageFolder(
    await folderOf(['cats/1.png', 'dogs/1.png'], { 'cats/2.png': 'gone.png' }),
  );
  await expect(read(1)).rejects.toThrow('ENOENT');
  expect(nameOf(1)).toMatch(/cats\/2\.png$/);
});
