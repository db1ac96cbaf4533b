import { extname } from 'node:path';
import {
  type ImageEntry,
  type Manifest,
  manifestSchema,
  type SealedManifest,
  type Split,
  sealedManifestSchema,
} from '#contracts/dataset';
import { RunFailure } from '#contracts/runFailure';
import type { ImageSource } from '#learning';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';

/** The train and validation images of a dataset version. Throws when the object is missing or is not a manifest. */
export async function readManifest(store: ObjectStore, address: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse((await store.get(address)).toString('utf8')));
}

/** The test images of a dataset version, from the sealed store. */
export async function readSealedManifest(store: ObjectStore, address: string): Promise<SealedManifest> {
  return sealedManifestSchema.parse(JSON.parse((await store.get(address)).toString('utf8')));
}

export interface StoredSplit {
  store: ObjectStore;
  split: Split;
  classNames: readonly string[];
  entries: readonly ImageEntry[];
}

/** The images of one split of a dataset version. A test image has no name here, so that no message reveals it. */
export function storedImages({ store, split, classNames, entries }: StoredSplit): ImageSource {
  return {
    labels: Int32Array.from(entries, (entry) => entry.label),
    read: (index) =>
      store.get(entries[index]!.sha256).catch((cause: unknown) => {
        if (cause instanceof ObjectMissing) throw cause;
        const message =
          `Expected the store of ${split} images to be readable, but an internal error prevented it; ` +
          'the worker’s log has the details';
        throw new RunFailure('INTERNAL', message, { cause });
      }),
    hashOf: (index) => entries[index]!.sha256,
    endingOf: (index) => extname(entries[index]!.name),
    nameOf(index) {
      const { label, name } = entries[index]!;
      return split === 'test' ? 'a sealed test image' : `${split}/${classNames[label]}/${name}`;
    },
    sealed: split === 'test',
  };
}
