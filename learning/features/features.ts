import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import { decodeAll } from '../data/decodeAll.ts';
import { batches, type Examples, type Images, type Opened } from '../data/examples.ts';
import type { Executor } from '../executors/executor.ts';
import type { Executors } from '../executors/executors.ts';
import { prefixIdentity } from '../network/prefixIdentity.ts';
import { extract } from './extract.ts';
import { residentWhereSmall } from './residentExamples.ts';
import { type Block, bytesOfNumber } from './store/blockFile.ts';
import type { FeatureStore, WantedBlock } from './store/featureStore.ts';
import { asHalfFloats } from './store/halfFloats.ts';
import { throughPrefix } from './throughPrefix.ts';

/** What frozen parts answer for images: found in the store, or computed once and stored. */
export interface Features {
  /**
   * `onImages` hears how many more images are done; null for a further variation of images that were done. Throws
   * BAD_IMAGE, NAN_LOSS and DISK_FULL.
   */
  of(prefix: tf.LayersModel, images: Images, onImages: ((count: number) => void) | null): Promise<Opened<Examples>>;
  /**
   * Images so far: those that went through a frozen part here, each time they did, and those whose features were there.
   */
  counts: { computed: number; found: number };
  /** What computes them. */
  by: string;
}

/** Blocks are about as large as this, and of so many images at least and at most. */
const blockBytes = 2 ** 25;
const [fewestRows, mostRows] = [16, 512];

const identifiedAtOnce = 8;

/** Counts up when the same frozen part, images and executor give other features than before. */
const version = 1;

export function openFeatures(executors: Executors, store: FeatureStore): Features {
  const counts = { computed: 0, found: 0 };
  // A frozen part stays as it is for as long as there is one.
  const known = new WeakMap<tf.LayersModel, string>();
  const identityOf = (prefix: tf.LayersModel) => {
    const identity = known.get(prefix) ?? prefixIdentity(prefix);
    known.set(prefix, identity);
    return identity;
  };
  return {
    counts,
    by: executors.identity,
    async of(prefix, images, onImages) {
      const { labels } = images;
      const shape = prefix.outputs[0]!.shape.slice(1) as number[];
      const size = tf.util.sizeFromShape(shape);
      const rowBytes = size * bytesOfNumber[store.precision];
      const rows = Math.min(mostRows, Math.max(fewestRows, Math.floor(blockBytes / rowBytes)));
      if (labels.length * rowBytes > store.limit) {
        if (onImages) await decodeAll(images, onImages);
        const computed = unstored(await executors.open(prefix), images, (count) => {
          counts.computed += count;
        });
        return store.precision === 'float16' ? inHalfPrecision(computed) : computed;
      }

      // What decides the features of an image besides itself.
      const source = hash([version, identityOf(prefix), executors.identity, store.precision, images.origin]);
      const wanted: WantedBlock[] = [];
      for (let first = 0; first < labels.length; first += rows) {
        const indices = Int32Array.from({ length: Math.min(rows, labels.length - first) }, (_, row) => first + row);
        const identities: string[] = [];
        // For some of them a whole file is read.
        for (const some of batches(indices, identifiedAtOnce))
          identities.push(...(await Promise.all(Array.from(some, images.identityOf))));
        wanted.push({
          key: hash([source, ...identities]),
          rows: indices.length,
          compute: async function* () {
            yield* extract(await executors.open(prefix), images, indices);
          },
        });
      }
      const blocks = await store.open(wanted, size, (count, computed) => {
        counts[computed ? 'computed' : 'found'] += count;
        onImages?.(count);
      });
      return residentWhereSmall({ shape, labels, ...readerOf(blocks, rows, size) });
    },
  };
}

function readerOf(blocks: readonly Block[], rows: number, size: number): Pick<Opened<Examples>, 'read' | 'close'> {
  return {
    async read(indices) {
      const values = new Float32Array(indices.length * size);
      for (let n = 0; n < indices.length; n++) {
        const index = indices[n]!;
        blocks[Math.floor(index / rows)]!.copyRow(index % rows, values, n * size);
      }
      return values;
    },
    close() {
      for (const block of blocks) block.close();
    },
  };
}

/** The same numbers as if they had been stored so. */
function inHalfPrecision(examples: Opened<Examples>): Opened<Examples> {
  return { ...examples, read: async (indices) => asHalfFloats(await examples.read(indices)) };
}

/**
 * For features that the store has no room for: they are computed each time they are read, and `onComputed` hears of how
 * many images.
 */
function unstored(executor: Executor, images: Images, onComputed: (count: number) => void): Opened<Examples> {
  const { read, ...examples } = throughPrefix(executor, images);
  return {
    ...examples,
    read(indices) {
      onComputed(indices.length);
      return read(indices);
    },
    close() {},
  };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
