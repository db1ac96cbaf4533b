import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import { decodeAll } from '../data/decodeAll.ts';
import { batches, type Examples, type Images, type Opened } from '../data/examples.ts';
import type { Executor } from '../executors/executor.ts';
import type { Executors } from '../executors/executors.ts';
import { prefixIdentity } from '../network/prefixIdentity.ts';
import { extract, throughPrefix } from './extract.ts';
import { residentWhereSmall } from './residentExamples.ts';
import { type Block, bytesOfNumber } from './store/blockFile.ts';
import type { FeatureStore, WantedBlock } from './store/featureStore.ts';
import { asHalfFloats } from './store/halfFloats.ts';

/** The outputs of frozen prefixes for images: found in the store, or computed once and stored. */
export interface Features {
  /**
   * The features of images. `onImages` is called with the number of further images that are done; it is null for
   * further views of images that were done before. Throws BAD_IMAGE, NAN_LOSS and DISK_FULL.
   */
  of(prefix: tf.LayersModel, images: Images, onImages: ((count: number) => void) | null): Promise<Opened<Examples>>;
  /** Images so far: how often one went through a prefix here, and for how many the features were in the store. */
  counts: { computed: number; found: number };
  /** The executor that computes them, and its version. */
  by: string;
}

/** Blocks have about this size, and at least and at most so many images. */
const blockBytes = 2 ** 25;
const [fewestRows, mostRows] = [16, 512];

/** Images whose files are hashed at the same time. */
const identifiedAtOnce = 8;

/** Increase it when the same prefix, images and executor give other features than before. */
const version = 1;

export function openFeatures(executors: Executors, store: FeatureStore): Features {
  const counts = { computed: 0, found: 0 };
  // A prefix does not change.
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

      // What decides the features of an image besides the image.
      const source = hash([version, identityOf(prefix), executors.identity, store.precision, images.origin]);
      const wanted: WantedBlock[] = [];
      for (let first = 0; first < labels.length; first += rows) {
        const indices = Int32Array.from({ length: Math.min(rows, labels.length - first) }, (_, row) => first + row);
        const identities: string[] = [];
        // For some images the whole file is read.
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

/** The numbers that the store would return. */
function inHalfPrecision(examples: Opened<Examples>): Opened<Examples> {
  return { ...examples, read: async (indices) => asHalfFloats(await examples.read(indices)) };
}

/**
 * Features that the store has no room for. They are computed each time they are read; `onComputed` is called with the
 * number of images.
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
