import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { syncToDisk, writeWholeFile } from '#machine/wholeFile';

/** Files by their content: an address is the SHA-256 of the bytes, in hexadecimal. An object never changes. */
export interface ObjectStore {
  /** Stores the bytes, whole or not at all, and replaces a damaged file. Answers their address. */
  put(bytes: Uint8Array): Promise<string>;
  /** Throws `ObjectMissing` when there is no such object, or only a file of other bytes. */
  get(address: string): Promise<Buffer>;
  /** The same bytes without all of them in memory; they are not compared with the address. Throws `ObjectMissing`. */
  stream(address: string): Promise<{ bytes: number; stream: Readable }>;
  /** Its bytes; 0 where there is no such object. */
  size(address: string): Promise<number>;
  /** Removes an object, if it is there. Only for bytes that no other caller can have stored too. */
  remove(address: string): Promise<void>;
}

/** A store into which many objects can go at once. */
export interface BatchStore extends ObjectStore {
  /** None of a batch's objects is sure to outlast a power failure before `settle` has resolved. */
  batch(): ObjectBatch;
}

interface ObjectBatch {
  put(bytes: Uint8Array): Promise<string>;
  /** Waits until the disk has all of them. */
  settle(): Promise<void>;
}

/** The address of bytes. */
export function addressOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Thrown by `get`. */
export class ObjectMissing extends Error {
  constructor(address: string, root: string, why = '') {
    super(`no object ${address} in ${root}${why}`);
    this.name = 'ObjectMissing';
  }
}

/** An object store in a directory. */
export function openObjectStore(root: string): BatchStore {
  const pathOf = (address: string) => join(root, address.slice(0, 2), address);
  /** `onWritten` is told of the path of an object that was not there. */
  const put = async (bytes: Uint8Array, durable: boolean, onWritten?: (path: string) => void) => {
    const address = addressOf(bytes);
    const path = pathOf(address);
    const there = await readFile(path).catch(() => null);
    if (there?.equals(bytes)) return address;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeWholeFile(path, (file) => file.writeFile(bytes), { mode: 0o600, durable });
    onWritten?.(path);
    return address;
  };
  return {
    put: (bytes) => put(bytes, true),
    batch() {
      const written = new Set<string>();
      return {
        put: (bytes) => put(bytes, false, (path) => written.add(path)),
        async settle() {
          await syncAll([...written]);
          await syncAll([...new Set([...written].map(dirname))]);
          written.clear();
        },
      };
    },
    async get(address) {
      const bytes = await readFile(pathOf(address)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new ObjectMissing(address, root) : error;
      });
      if (addressOf(bytes) !== address) throw new ObjectMissing(address, root, ': the bytes of that file are others');
      return bytes;
    },
    async stream(address) {
      const file = await open(pathOf(address)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new ObjectMissing(address, root) : error;
      });
      const { size } = await file.stat();
      return { bytes: size, stream: file.createReadStream() };
    },
    size: (address) =>
      stat(pathOf(address)).then(
        ({ size }) => size,
        () => 0,
      ),
    async remove(address) {
      const folder = dirname(pathOf(address));
      const names = await readdir(folder).catch(() => []);
      // A process that was killed while it wrote the object left a partial file.
      for (const name of names) if (name.startsWith(address)) await rm(join(folder, name), { force: true });
    },
  };
}

/** The disk merges what it is asked for at the same time. */
const syncsAtOnce = 16;

async function syncAll(paths: readonly string[]): Promise<void> {
  await Readable.from(paths).forEach(syncToDisk, { concurrency: syncsAtOnce });
}
