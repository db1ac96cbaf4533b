import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isPartial, writeWholeFile } from '#machine/wholeFile';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'whole-'));
  path = join(directory, 'file');
});
afterEach(() => rmSync(directory, { recursive: true }));

const content = () => readFileSync(path, 'utf8');

test('what was there is read until the new file is whole', async () => {
  writeFileSync(path, 'before');
  const reader = await open(path, 'r');
  let meanwhile: string[] = [];
  await writeWholeFile(path, async (file) => {
    await file.write('af');
    meanwhile = [content(), ...readdirSync(directory).filter(isPartial)];
    await file.write('ter');
  });
  expect(meanwhile).toEqual(['before', expect.stringMatching(/^file\./)]);
  expect(content()).toBe('after');
  expect(readdirSync(directory)).toEqual(['file']);
  // Who had opened it goes on reading it.
  expect(await reader.readFile('utf8')).toBe('before');
  await reader.close();
});

test('a file whose writing fails leaves what was there, and nothing else', async () => {
  writeFileSync(path, 'before');
  const failing = writeWholeFile(path, async (file) => {
    await file.write('half');
    throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  expect(content()).toBe('before');
  expect(readdirSync(directory)).toEqual(['file']);
});

test('of many that write at once one is there whole', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
  await Promise.all(texts.map((text) => writeWholeFile(path, (file) => file.writeFile(text))));
  expect(texts).toContain(content());
  expect(readdirSync(directory)).toEqual(['file']);
});

test.runIf(process.platform !== 'win32')(
  'a file that has to outlast a power failure is on the disk before it takes its place, and so is its name then',
  async () => {
    const any = await open(directory, 'r');
    const synced: boolean[] = [];
    const sync = vi.spyOn(Object.getPrototypeOf(any), 'sync').mockImplementation(async () => {
      synced.push(existsSync(path));
    });
    try {
      await any.close();
      await writeWholeFile(path, (file) => file.writeFile('kept'), { durable: true });
      expect(synced).toEqual([false, true]);
    } finally {
      sync.mockRestore();
    }
  },
);

test.runIf(process.platform !== 'win32')(
  'only those may read it who should, also where others could read the one before',
  async () => {
    writeFileSync(path, 'before', { mode: 0o644 });
    await writeWholeFile(path, (file) => file.writeFile('secret'), { mode: 0o600, durable: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);
