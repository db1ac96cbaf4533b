import { LRUCache } from 'lru-cache';
import { type ImageEntry, type Manifest, manifestSchema } from '#contracts/dataset';
import type { ObjectStore } from '#prisma/objectStore';

interface ReadManifest extends Manifest {
  /** The images by their hash. */
  bySha256: Map<string, ImageEntry>;
}

export type ManifestReader = (address: string) => Promise<ReadManifest>;

/** Reads public manifests, which never change, and remembers the last few. */
export function manifestReader(objects: ObjectStore, remembered = 16): ManifestReader {
  const recent = new LRUCache<string, ReadManifest>({
    max: remembered,
    fetchMethod: (address) => read(objects, address),
  });
  return (address) => recent.forceFetch(address);
}

async function read(objects: ObjectStore, address: string): Promise<ReadManifest> {
  const manifest = manifestSchema.parse(JSON.parse((await objects.get(address)).toString('utf8')));
  return {
    ...manifest,
    bySha256: new Map([...manifest.train, ...manifest.validation].map((image) => [image.sha256, image])),
  };
}
