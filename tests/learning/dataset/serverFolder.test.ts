import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultImportLimits } from '#contracts/importLimits';
import { openServerFolder } from '../../../learning/dataset/serverFolder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'server-folder-'));
  await mkdir(join(root, 'offered/pets'), { recursive: true });
  await writeFile(join(root, 'secret.png'), 'secret');
  for (const name of ['1.png', '2.png']) await writeFile(join(root, 'offered/pets', name), 'a picture');
});
afterEach(() => rm(root, { recursive: true }));

const open = (path: string, limits = {}) =>
  openServerFolder(join(root, 'offered'), path, { ...defaultImportLimits, ...limits });

test('what is outside of the folder is not opened', async () => {
  await symlink(root, join(root, 'offered/out'));
  for (const path of ['..', '../secret.png', 'out', 'out/secret.png', 'pets/../../secret.png'])
    await expect(open(path), path).rejects.toThrow(`Expected a folder below the server's own, received ${path}`);
});

test('a folder of more files or bytes than may be is refused', async () => {
  await expect(open('pets', { entries: 1 })).rejects.toThrow('Expected at most 1 files, received 2');
  await expect(open('pets', { unpackedBytes: 17 })).rejects.toThrow('Expected at most 17 bytes, received 18');
  expect((await open('pets', { entries: 2, unpackedBytes: 18 })).files).toHaveLength(2);
});

test('a file that is too large is not read, also where it has grown since the folder was listed', async () => {
  const listing = await open('pets', { fileBytes: 9 });
  expect(String(await listing.read('1.png'))).toBe('a picture');
  await writeFile(join(root, 'offered/pets/1.png'), 'a larger picture');
  await expect(listing.read('1.png')).rejects.toThrow('a file of 16 bytes, where 9 are the most');
});

test('a link that leads out is not followed, also where it was another file when the folder was listed', async () => {
  await symlink(join(root, 'secret.png'), join(root, 'offered/pets/link.png'));
  const listing = await open('pets');
  expect(listing.files).toContainEqual({ path: 'link.png', bytes: -1 });
  await rm(join(root, 'offered/pets/1.png'));
  await symlink(join(root, 'secret.png'), join(root, 'offered/pets/1.png'));
  for (const path of ['link.png', '1.png'])
    await expect(listing.read(path), path).rejects.toThrow('a link that leads out of pets');
});
