import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { writeWholeFile } from '#machine/wholeFile';
import type { ObjectStore } from './objectStore.ts';

/** Small pictures (WebP) of an import's files, by their paths. */
export type ImportPictures = Map<string, Uint8Array>;

/** Writes them beside an upload, while the import waits for people: pictures of the test set are among them. */
export async function keepPictures(path: string, pictures: ImportPictures): Promise<void> {
  await writeWholeFile(path, (file) => file.writeFile(serialize(pictures)), { mode: 0o600 });
}

/** None where there is no such file, or a damaged one. */
export async function readPictures(path: string): Promise<ImportPictures> {
  return readFile(path).then(picturesIn, () => new Map());
}

/** Puts those of an import that has ended, none of the test set, into the object store; null where there are none. */
export async function storePictures(
  objects: Pick<ObjectStore, 'put'>,
  { importId }: { importId: string },
  pictures: ImportPictures,
): Promise<string | null> {
  // With the import's id no two imports have the same object: it goes with its import.
  return pictures.size === 0 ? null : objects.put(serialize({ importId, pictures }));
}

export async function readStoredPictures(objects: Pick<ObjectStore, 'get'>, address: string): Promise<ImportPictures> {
  return objects.get(address).then(
    (bytes) => picturesIn(bytes),
    () => new Map(),
  );
}

function picturesIn(bytes: Buffer): ImportPictures {
  try {
    const value: unknown = deserialize(bytes);
    const pictures = value instanceof Map ? value : (value as { pictures?: unknown }).pictures;
    return pictures instanceof Map ? pictures : new Map();
  } catch {
    return new Map();
  }
}
