import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openImageFolder } from '../../../learning/dataset/imageFolder.ts';
import { listFolder } from '../../../learning/dataset/listing.ts';
import { readDataset } from '../../../learning/dataset/readDataset.ts';
import { picture } from '../../setup/upload.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function folderOf(files: Iterable<readonly [path: string, content: Buffer | string]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  folders.push(folder);
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const splits = ['train', 'validation', 'test'];
const eachSplit = (...below: string[]) => splits.flatMap((split) => below.map((path) => `${split}/${path}`));
const filled = (...paths: string[]) => paths.map((path) => [path, path] as const);
const read = async (folder: string, options = {}) => readDataset(await listFolder(folder, 2), options);

test('what lies beside images is passed over and named, images among it are found by content', async () => {
  const jpeg = await picture(1, 'jpeg');
  const folder = await folderOf([
    ...filled(...eachSplit('cats/1.png', 'cats/UPPER.JPG', 'dogs/1.png')),
    ['train/cats/saved.jfif', jpeg],
    ['train/cats/web.jpg?w=300&h=200', jpeg],
    ['train/cats/no_ending', jpeg],
    ...filled(
      'train/cats/1.png:Zone.Identifier',
      'train/cats/ehthumbs.db',
      'train/cats/._1.png',
      'train/labels.csv',
      'README.md',
    ),
  ]);
  const found = await read(folder);
  expect(found.problems).toEqual([]);
  expect(found.images).toHaveLength(9);
  expect(found.passedOver.map(({ path, reason }) => `${reason} ${path}`).sort()).toEqual([
    'HIDDEN train/cats/._1.png',
    'IMAGE_OF_OTHER_ENDING train/cats/no_ending',
    'IMAGE_OF_OTHER_ENDING train/cats/saved.jfif',
    'IMAGE_OF_OTHER_ENDING train/cats/web.jpg?w=300&h=200',
    'OTHER_ENDING README.md',
    'OTHER_ENDING train/labels.csv',
    'SYSTEM train/cats/1.png:Zone.Identifier',
    'SYSTEM train/cats/ehthumbs.db',
  ]);
  expect((await read(folder, { byContent: true })).images).toHaveLength(12);
  const asTrained = await openImageFolder(join(folder, 'train'), undefined, { byContent: true });
  expect(asTrained.labels).toHaveLength(6);
  expect(asTrained.passedOver).toHaveLength(4);
});

test('a class that begins with a dot is a class, folders of programs are none', async () => {
  const folder = await folderOf(
    filled(...eachSplit('.NET/1.png', 'java/1.png', '.git/1.png', '.ipynb_checkpoints/1.png')),
  );
  expect(await read(folder)).toMatchObject({ classNames: ['.NET', 'java'], problems: [] });
  expect((await openImageFolder(join(folder, 'train'))).classNames).toEqual(['.NET', 'java']);
});

test('a name in two Unicode forms is one class', async () => {
  const names = ['강아지', '고양이'];
  const folder = await folderOf(
    filled(
      ...names.map((name) => `train/${name}/1.png`),
      ...names.map((name) => `validation/${name.normalize('NFD')}/1.png`),
      ...names.map((name) => `test/${name.normalize('NFD')}/1.png`),
    ),
  );
  expect(await read(folder)).toMatchObject({ classNames: names, problems: [] });
  const given = await openImageFolder(join(folder, 'test'), names.toReversed());
  expect([given.classNames, [...given.labels]]).toEqual([names.toReversed(), [0, 1]]);
  const composed = await openImageFolder(
    join(folder, 'train'),
    names.map((name) => name.normalize('NFD')),
  );
  expect(composed.classNames).toEqual(names);
});

test('two folders of one name in two Unicode forms are refused, and both are named', async () => {
  const folder = await folderOf(
    filled(...eachSplit('강아지/1.png', '고양이/1.png', `${'고양이'.normalize('NFD')}/1.png`)),
  );
  const { problems } = await read(folder);
  expect(problems[0]).toMatch(/"고양이" \(composed, NFC: 3 code points\)/);
  expect(problems[0]).toMatch(/\(not composed: \d code points\)/);
  await expect(openImageFolder(join(folder, 'train'))).rejects.toThrow('one name in two Unicode forms');
});

test('class names keep commas, blanks, and the names that objects have', async () => {
  const names = ['Corn_(maize)___rust ', 'Pepper,_bell', '__proto__', 'constructor', 'toString'];
  const folder = await folderOf(filled(...names.flatMap((name) => eachSplit(`${name}/1.png`))));
  expect((await read(folder)).classNames).toEqual(names);
  expect((await openImageFolder(join(folder, 'train'), names.toReversed())).classNames).toEqual(names.toReversed());
});

test('folders around the splits are seen through', async () => {
  const folder = await folderOf(
    filled(...eachSplit('a/1.png', 'b/1.png').map((path) => `set/data/${path}`), 'notes.txt'),
  );
  expect(await read(folder)).toMatchObject({ classNames: ['a', 'b'], problems: [], misplaced: [] });
});

test('all problems are told at once', async () => {
  const folder = await folderOf(filled('train/a/1.png', 'train/2.png', 'val/a/1.png'));
  const { problems, misplaced } = await read(folder);
  expect(problems).toHaveLength(4);
  expect(misplaced).toEqual(['train/2.png']);
});
