import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultImportLimits } from '#contracts/importLimits';
import { openArchive } from '../../../learning/dataset/archive.ts';
import { zip } from '../../setup/upload.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['header', 0, 'invalid local file header signature'],
  ['place', -1, 'file data overflows file bounds'],
])('a file whose %s is damaged is refused by its name, when it is read', async (_what, at, fault) => {
  const bytes = await zip({ 'train/cats/1.png': 'x'.repeat(200) });
  // The first bytes of the file; or its packed size in the table of contents, and the unpacked one beside it.
  if (at === 0) bytes.writeUInt32LE(0x84034b50, 0);
  else {
    const entry = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeUInt16LE(0, entry + 10);
    bytes.writeUInt32LE(98_332, entry + 20);
    bytes.writeUInt32LE(98_332, entry + 24);
  }
  const path = join(folder, 'damaged.zip');
  await writeFile(path, bytes);
  const { read, close } = await openArchive(path, defaultImportLimits);
  await expect(read('train/cats/1.png')).rejects.toThrow(
    `Expected a zip that can be read, received train/cats/1.png with a fault: ${fault}`,
  );
  close();
});

test.each<[string, Record<string, string>, (bytes: Buffer) => void, string]>([
  [
    'encrypted files',
    { 'train/cats/1.png': 'x' },
    // The first bit of the flags in the table of contents.
    (bytes) => void bytes.writeUInt16LE(1, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 8),
    'Expected a zip without a password, received train/cats/1.png encrypted',
  ],
  [
    'names with control characters',
    { 'train/cats/\u001b[31m.png': 'x' },
    () => {},
    'Expected names without control characters, received "train/cats/\\u001b[31m.png"',
  ],
  [
    'one path for two files',
    { 'train/cats/1.png': 'x', './train/cats/1.png': 'y' },
    () => {},
    'Expected every path once, received train/cats/1.png twice',
  ],
])('a zip with %s is refused when it is opened', async (_what, files, change, message) => {
  const bytes = await zip(files);
  change(bytes);
  const path = join(folder, 'refused.zip');
  await writeFile(path, bytes);
  await expect(openArchive(path, defaultImportLimits)).rejects.toThrow(message);
});
