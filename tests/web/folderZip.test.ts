import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultImportLimits } from '#contracts/importLimits';
import { openArchive } from '../../learning/dataset/archive.ts';
import { folderZip } from '../../web/components/datasets/folderZip.ts';

const file = (path: string, content: string | Uint8Array<ArrayBuffer>) => ({
  path,
  file: new File([content], path.split('/').at(-1)!, { lastModified: 1 }),
});

describe('a folder as a zip that is never built', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zips-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (pieces: Blob[]) => {
    const path = join(folder, `${Math.random()}.zip`);
    await writeFile(
      path,
      Buffer.concat(await Promise.all(pieces.map(async (one) => Buffer.from(await one.arrayBuffer())))),
    );
    const archive = await openArchive(path, { ...defaultImportLimits, entries: 100_000 });
    const contents = new Map<string, string>();
    for (const { path } of archive.files.slice(0, 200)) contents.set(path, (await archive.read(path)).toString());
    archive.close();
    return { count: archive.files.length, contents };
  };
  const files = [
    file('set/train/고양이/a.png', 'first'),
    file('set/train/고양이/empty.png', ''),
    file('set/test/dogs/b.png', new TextEncoder().encode('x'.repeat(5000))),
  ];

  it('reads as the files that it holds, checksums too, in whichever pieces it is asked for', async () => {
    for (const piece of [7, 100, 1_000_000]) {
      const zip = folderZip('set', files);
      const pieces: Blob[] = [];
      for (let at = 0; at < zip.size; at += piece) pieces.push(await zip.slice(at, Math.min(zip.size, at + piece)));
      expect(pieces.reduce((sum, { size }) => sum + size, 0)).toBe(zip.size);
      const { contents } = await read(pieces);
      expect([...contents]).toEqual([
        ['set/train/고양이/a.png', 'first'],
        ['set/train/고양이/empty.png', ''],
        ['set/test/dogs/b.png', 'x'.repeat(5000)],
      ]);
    }
  });

  it('gives the same bytes when an upload goes on with another object of the same folder', async () => {
    const [before, after] = [folderZip('set', files), folderZip('set', files)];
    expect(after.fingerprint).toBe(before.fingerprint);
    const half = Math.floor(before.size / 2);
    const { contents } = await read([await before.slice(0, half), await after.slice(half, after.size)]);
    expect(contents.get('set/test/dogs/b.png')).toBe('x'.repeat(5000));
    expect(folderZip('set', files.slice(1)).fingerprint).not.toBe(before.fingerprint);
  });

  it('holds more files than a small zip can count', async () => {
    const many = Array.from({ length: 66_000 }, (_, index) => file(`train/cats/${index}.png`, String(index)));
    const zip = folderZip('many', many);
    const { count, contents } = await read([await zip.slice(0, zip.size)]);
    expect([count, contents.get('train/cats/199.png')]).toEqual([66_000, '199']);
  });

  it('says where files lie beyond 4 GiB', async () => {
    const huge = { size: 0xfffffffe, lastModified: 1, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }) };
    const zip = folderZip('large', [
      { path: 'a', file: huge as unknown as File },
      { path: 'b', file: huge as unknown as File },
      ...files,
    ]);
    const offset = 2 * (31 + huge.size);
    const end = Buffer.from(await (await zip.slice(zip.size - 300, zip.size)).arrayBuffer());
    const record = end.indexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]));
    expect(Number(end.readBigUInt64LE(record + 32))).toBe(5);
    const table = Number(end.readBigUInt64LE(record + 48));
    expect(table).toBeGreaterThan(offset);
    // The extra field of the first of the small files.
    const extra = Buffer.alloc(12);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
    const central = Buffer.from(await (await zip.slice(table, zip.size)).arrayBuffer());
    expect(central.includes(extra)).toBe(true);
  });
});
