import { LRUCache } from 'lru-cache';
import type { ObjectStore } from '#prisma/objectStore';
import type { Converted } from '../images/conversion.ts';
import type { ImageConverter } from '../images/imageConverter.ts';

/** A dataset's image by its hash, as people get it. Throws BAD_IMAGE. */
export type ShownImages = (sha256: string) => Promise<Converted>;

const cacheBytes = 64e6;

/** Remembers the last ones: a class opens the same page at the same time. */
export function shownImages(
  objects: ObjectStore,
  images: ImageConverter,
  conversion: 'shown' | 'example' = 'shown',
): ShownImages {
  const recent = new LRUCache<string, Converted>({
    maxSize: cacheBytes,
    sizeCalculation: ({ body }) => body.length + 1,
    fetchMethod: async (sha256) => images.convert(conversion, await objects.get(sha256)),
  });
  return (sha256) => recent.forceFetch(sha256);
}
