import type { ImageEntry, Split } from '#contracts/dataset';
import { RunFailure } from '#contracts/runFailure';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';

/** Where the images of a split come from. */
export interface ImageSource {
  labels: Int32Array;
  /** The bytes of an image's file. Throws a RunFailure where it is not for the image that they cannot be had. */
  read(index: number): Promise<Buffer>;
  /** Their SHA-256, in hex, where it is known already. */
  hashOf?(index: number): string;
  /** What a message may call an image. */
  nameOf(index: number): string;
  /** Whether a message may say what is wrong inside an image. */
  sealed: boolean;
}

export interface StoredSplit {
  store: ObjectStore;
  split: Split;
  classNames: readonly string[];
  entries: readonly ImageEntry[];
}

/** A split of a dataset version. Nobody may learn a test image's name. */
export function storedImages({ store, split, classNames, entries }: StoredSplit): ImageSource {
  return {
    labels: Int32Array.from(entries, (entry) => entry.label),
    read: (index) =>
      store.get(entries[index]!.sha256).catch((cause: unknown) => {
        if (cause instanceof ObjectMissing) throw cause;
        const message = `Expected the store of ${split} images to be readable, but an error of the system prevented it; the worker’s log says which`;
        throw new RunFailure('INTERNAL', message, { cause });
      }),
    hashOf: (index) => entries[index]!.sha256,
    nameOf(index) {
      const { label, name } = entries[index]!;
      return split === 'test' ? 'a sealed test image' : `${split}/${classNames[label]}/${name}`;
    },
    sealed: split === 'test',
  };
}
