import { createHash } from 'node:crypto';
import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeaturePrecision } from '#contracts/provenance';
import { RunFailure } from '#contracts/runFailure';
import { isDiskFull } from '#machine/exhausted';
import { type Lock, tryLock, untilReleased } from '#machine/lock';
import { type Block, BlockDamaged, bytesOfNumber, openBlock, writeBlock } from './blockFile.ts';
import { makeRoom } from './makeRoom.ts';

/** A block to find or to compute. */
export interface WantedBlock {
  /** A hash, in hex, of everything that decides the numbers. */
  key: string;
  rows: number;
  /** Computes the rows in batches. */
  compute(): AsyncIterable<Float32Array>;
}

export interface FeatureStore {
  precision: FeaturePrecision;
  /** The most bytes that all blocks together may take. */
  limit: number;
  /**
   * Opens blocks with rows of `size` numbers, and computes those that are missing or damaged. Of the processes that
   * want the same blocks, one computes them and the others wait for it: those on this machine, or on all that share a
   * level. `onRows` is called with the number
   * of further rows, and whether they were computed. Throws DISK_FULL.
   */
  open(
    blocks: readonly WantedBlock[],
    size: number,
    onRows: (rows: number, computed: boolean) => void,
  ): Promise<Block[]>;
}

/** How often a block is written, if the disk is full or cannot read what was written. */
const mostAttempts = 3;

/** How often a waiting process looks for the next block. */
const lookEveryMs = 300;
/** The same for a block that another machine computes. */
const lookElsewhereEveryMs = 1000;

export interface FeatureStoreSettings extends Pick<FeatureStore, 'limit' | 'precision'> {
  directory: string;
}

/** A second level of the store, beyond the directory, that several machines share. */
export interface SharedFeatures {
  /** Writes a block's file to `path`, whole or not at all. False where there is no such block, or it cannot be had. */
  fetch(name: string, path: string): Promise<boolean>;
  /** Keeps a block for all machines, if it can. */
  keep(name: string, path: string): Promise<void>;
  /** Takes a lock among all machines; null while another process has it. A process that is gone holds none. */
  tryLock(name: string): Promise<{ release(): Promise<void> } | null>;
}

/**
 * Opens a store in a directory, with one file a block. It evicts the least recently used blocks. Where there is a
 * `shared` level too, blocks are looked for there before they are computed, by one machine for all.
 */
export function openFeatureStore(
  { directory, limit, precision }: FeatureStoreSettings,
  shared?: SharedFeatures,
): FeatureStore {
  const nameOf = ({ key }: WantedBlock) => key.slice(0, 40);
  const pathOf = (wanted: WantedBlock) => join(directory, nameOf(wanted));

  /** Opens the block if it is there. A damaged one is removed. */
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

  /** Marks all wanted blocks before the first is written, so that writing does not evict one that is read later. */
  async function markUsed(wanted: readonly WantedBlock[]): Promise<void> {
    const now = new Date();
    // Missing blocks will be written.
    await Promise.all(wanted.map((each) => utimes(pathOf(each), now, now).catch(() => {})));
  }

  /** The same for a block that another machine may have kept. A damaged one is like none. */
  async function findShared(wanted: WantedBlock, size: number): Promise<Block | null> {
    let found = false;
    await whereRoomIs(wanted, size, async () => {
      found = (await shared?.fetch(nameOf(wanted), pathOf(wanted))) ?? false;
    });
    return found ? find(wanted, size) : null;
  }

  async function write(wanted: WantedBlock, size: number): Promise<void> {
    await whereRoomIs(wanted, size, () => writeBlock(pathOf(wanted), precision, wanted.compute));
    await shared?.keep(nameOf(wanted), pathOf(wanted));
  }

  /** Makes room for a block and has it written, and again with more room where the disk is full. Throws DISK_FULL. */
  async function whereRoomIs(wanted: WantedBlock, size: number, work: () => Promise<void>): Promise<void> {
    const bytes = wanted.rows * size * bytesOfNumber[precision];
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await makeRoom(directory, ({ left }) => left + bytes <= limit);
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (cause) {
        if (!isDiskFull(cause)) throw cause;
        // Other files may have filled the disk, and evicting a block that another process reads frees nothing. So no
        // more than the size of the block is evicted.
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
      const name = lockName(directory, wanted);
      const blocks: Block[] = [];
      let lock: Lock | null = null;
      let sharedLock: Lock | null = null;
      try {
        await markUsed(wanted);
        for (const each of wanted) {
          let written = 0;
          let block = await find(each, size);
          while (!block) {
            if (written === mostAttempts)
              throw new Error(`expected to read features that were just written, ${written} times`);
            if (lock) {
              if (shared) {
                block = await findShared(each, size);
                if (block) continue;
                if (!sharedLock) {
                  sharedLock = await shared.tryLock(lockName('', wanted));
                  // Another process may have kept the block since, or holds the lock to do so.
                  if (!sharedLock) await sleep(lookElsewhereEveryMs);
                  continue;
                }
              }
              await write(each, size);
              written++;
              // If another process has evicted it already, it is computed again.
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
        await sharedLock?.release();
        await lock?.release();
      }
    },
  };
}

/** The name of the lock: the same for all processes that want the same blocks. */
function lockName(directory: string, wanted: readonly WantedBlock[]): string {
  const hash = createHash('sha256').update(directory);
  for (const { key } of wanted) hash.update(key);
  return hash.digest('hex');
}
