import { createWriteStream } from 'node:fs';
import { basename, posix } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** A zip whose entries are read by their paths. */
export interface WeightsZip {
  /** Every file's path in it. */
  paths: string[];
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Buffer>;
  /** Writes an entry into a file. */
  extract(path: string, to: string): Promise<void>;
}

/** More bytes than any of our networks has; a zip of which more is unpacked is a bomb. */
const mostBytes = 2 ** 31;
const mostEntries = 10_000;

/** Opens a zip for as long as `read` works with it. Throws an Error that says why it cannot be read. */
export async function withZip<Result>(path: string, read: (zip: WeightsZip) => Promise<Result>): Promise<Result> {
  const zip = await openPromise(path, { autoClose: false }).catch((cause) => {
    throw new Error('it is no whole zip file', { cause });
  });
  try {
    return await read(await entriesOf(zip));
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<WeightsZip> {
  if (zip.entryCount > mostEntries) throw new Error(`it has ${zip.entryCount} entries, more than any model`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  }
  let unpacked = 0;
  const open = (path: string) => {
    const entry = entries.get(path);
    if (!entry) throw new Error(`it has no ${path}`);
    if (entry.isEncrypted()) throw new Error('it has a password');
    unpacked += entry.uncompressedSize;
    if (unpacked > mostBytes)
      throw new Error(`it unpacks to ${unpacked} bytes with its ${basename(path)}, more than any network here`);
    return zip.openReadStreamPromise(entry);
  };
  return {
    paths: [...entries.keys()],
    readText: async (path) => text(await open(path)),
    readBytes: async (path) => buffer(await open(path)),
    extract: async (path, to) => pipeline(await open(path), createWriteStream(to)),
  };
}

/** The first path in a zip that ends in one of these names, the one nearest to the top. */
export function pathEnding({ paths }: WeightsZip, isWanted: (name: string) => boolean): string | undefined {
  const depth = (path: string) => path.split('/').length;
  return paths
    .filter((path) => !path.startsWith('__MACOSX/') && isWanted(posix.basename(path)))
    .sort((one, other) => depth(one) - depth(other))[0];
}
