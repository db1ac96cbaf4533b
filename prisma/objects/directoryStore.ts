import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { syncToDisk, writeWholeFile } from '#machine/wholeFile';
import { addressOf, type BatchStore, keyOf, ObjectMissing } from './object.ts';

/** An object store in a directory. */
export function openDirectoryStore(root: string): BatchStore {
  const pathOf = (address: string) => join(root, keyOf(address));
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
