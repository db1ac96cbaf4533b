import type { TrainingState } from '#learning';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import type { Claim } from '../claims/claim.ts';
import { RunLost } from '../claims/claimedRun.ts';
import type { Checkpoint } from './checkpointFile.ts';
import { storeCheckpoint } from './storedCheckpoints.ts';

/** Not more often than this: what is younger is soon trained again. */
const leastPauseSeconds = 1;
/** The share of its time that a run may spend on checkpoints. */
const share = 0.05;

interface Keeper {
  database: Database;
  objects: ObjectStore;
  claim: Claim;
  /** Hears why a checkpoint could not be stored. The run goes on without it. */
  onNotice(message: string): void;
}

/**
 * Answers what is to be called after each epoch, whose row has been written: it stores a checkpoint now and then, so
 * that a small network's comes every few epochs and a large one's when it has cost little of the time since the last
 * one. Throws RunLost.
 */
export function keepCheckpoints(
  { database, objects, claim, onNotice }: Keeper,
  facts: Pick<Checkpoint, 'weightsHash' | 'provenance'>,
): (state: () => TrainingState) => Promise<void> {
  let last = performance.now();
  let pauseMs = leastPauseSeconds * 1000;
  return async (state) => {
    const started = performance.now();
    if (started - last < pauseMs) return;
    try {
      await storeCheckpoint(database, objects, claim, { ...claim, ...facts, state: state() });
    } catch (error) {
      if (error instanceof RunLost) throw error;
      onNotice(`no checkpoint was stored: ${(error as Error).message}`);
    }
    last = performance.now();
    pauseMs = Math.max(leastPauseSeconds * 1000, (last - started) / share);
  };
}
