import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObjectMissing, type ObjectStore, openObjectStore } from '#prisma/objectStore';

const content = Buffer.from('an image');
let root: string;
let store: ObjectStore;
let address: string;
let path: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'objects-'));
  store = openObjectStore(root);
  address = await store.put(content);
  path = join(root, address.slice(0, 2), address);
});
afterEach(() => rmSync(root, { recursive: true }));

test('what was put is got', async () => {
  expect(await store.get(address)).toEqual(content);
});

test('each bit that has flipped is noticed, and putting the right bytes again heals the object', async () => {
  for (let bit = 0; bit < content.length * 8; bit++) {
    const damaged = Buffer.from(content);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(path, damaged);
    await expect(store.get(address), `bit ${bit}`).rejects.toThrow(
      `no object ${address} in ${root}: the bytes of that file are others`,
    );
  }
  expect(await store.put(content)).toBe(address);
  expect(await store.get(address)).toEqual(content);
  expect(readdirSync(dirname(path))).toEqual([address]);
});

test('an object that is whole is not written again', async () => {
  const { ino } = statSync(path);
  await store.put(content);
  expect(statSync(path).ino).toBe(ino);
});

test('an object that was removed is missing', async () => {
  await store.remove(address);
  await expect(store.get(address)).rejects.toThrow(ObjectMissing);
});
