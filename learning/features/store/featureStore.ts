import { createHash } from 'node:crypto';
import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeaturePrecision } from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { isDiskFull } from '#machine/exhausted';
import { type Lock, tryLock, untilReleased } from '#machine/lock';
import { type Block, BlockDamaged, bytesOfNumber, openBlock, writeBlock } from './blockFile.ts';
import { makeRoom } from './makeRoom.ts';

/** A block by what decides its numbers. */
export interface WantedBlock {
  /** Names all of that: a hash, in hex. */
  key: string;
  rows: number;
  /** Computes its rows, batch after batch. */
  compute(): AsyncIterable<Float32Array>;
}

export interface FeatureStore {
  precision: FeaturePrecision;
  /** Bytes that all blocks together may take. */
  limit: number;
  /**
   * Opens blocks of rows of `size` numbers; what is missing or damaged is computed first. Of all processes on this
   * machine that want the same blocks, one computes them, and the others wait for it. `onRows` hears how many more rows
   * are there, and whether they were computed. Throws DISK_FULL.
   */
  open(
    blocks: readonly WantedBlock[],
    size: number,
    onRows: (rows: number, computed: boolean) => void,
  ): Promise<Block[]>;
}

/** How often a block is written anew, on a full disk or on one that does not give back what was written. */
const mostAttempts = 3;

/** How long one that waits goes without looking whether the next block has come. */
const lookEveryMs = 300;

export interface FeatureStoreSettings extends Pick<FeatureStore, 'limit' | 'precision'> {
  directory: string;
}

/** Features in a directory, a file a block. What was not used for longest makes room. */
export function openFeatureStore({ directory, limit, precision }: FeatureStoreSettings): FeatureStore {
  const pathOf = ({ key }: WantedBlock) => join(directory, key.slice(0, 40));

  /** The block, if it is there and whole; what is damaged is removed. */
  async function find(wanted: WantedBlock, size: number): Promise<Block | null> {
    const path = pathOf(wanted);
    try {
      return openBlock(path, { rows: wanted.rows, size });
    } catch (error) {
      if (!(error instanceof BlockDamaged)) throw error;
      await rm(path, { force: true });
      return null;
    }
  }

  /** Of all that is wanted, also what is looked for later: what is used now is not what makes room for the rest. */
  async function markUsed(wanted: readonly WantedBlock[]): Promise<void> {
    const now = new Date();
    // What is not there will be written.
    await Promise.all(wanted.map((each) => utimes(pathOf(each), now, now).catch(() => {})));
  }

  async function write(wanted: WantedBlock, size: number): Promise<void> {
    const bytes = wanted.rows * size * bytesOfNumber[precision];
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await makeRoom(directory, ({ left }) => left + bytes <= limit);
    for (let attempt = 1; ; attempt++) {
      try {
        return await writeBlock(pathOf(wanted), precision, wanted.compute);
      } catch (cause) {
        if (!isDiskFull(cause)) throw cause;
        // Others may have filled the disk, and what is open elsewhere gives up no room when it is removed: the rest of
        // the store is left alone.
        const freed = attempt < mostAttempts && (await makeRoom(directory, ({ removed }) => removed >= bytes)) > 0;
        if (freed) continue;
        const room = `${Math.ceil(bytes / 2 ** 20)} MiB`;
        const message = `Expected room for ${room} of features, but the worker’s disk is full`;
        throw new RunFailure('DISK_FULL', message, { cause });
      }
    }
  }

  return {
    precision,
    limit,
    async open(wanted, size, onRows) {
      const name = nameOf(directory, wanted);
      const blocks: Block[] = [];
      let lock: Lock | null = null;
      try {
        await markUsed(wanted);
        for (const each of wanted) {
          let written = 0;
          let block = await find(each, size);
          while (!block) {
            if (written === mostAttempts)
              throw new Error(`expected to read features that were just written, ${written} times`);
            if (lock) {
              await write(each, size);
              written++;
              // Another process may have evicted it already; then it is computed again.
              block = await find(each, size);
            } else {
              lock = await tryLock(name);
              if (!lock) await untilReleased(name, lookEveryMs);
              // The process that held the lock before may have written it.
              block = await find(each, size);
            }
          }
          blocks.push(block);
          onRows(each.rows, written > 0);
        }
        return blocks;
      } catch (error) {
        for (const block of blocks) block.close();
        throw error;
      } finally {
        await lock?.release();
      }
    },
  };
}

/** The same for all who want the same. */
function nameOf(directory: string, wanted: readonly WantedBlock[]): string {
  const hash = createHash('sha256').update(directory);
  for (const { key } of wanted) hash.update(key);
  return hash.digest('hex');
}
