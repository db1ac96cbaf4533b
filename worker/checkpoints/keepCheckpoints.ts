import type { TrainingState } from '#learning';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import type { Claim } from '../claims/claim.ts';
import { RunLost } from '../claims/claimedRun.ts';
import type { Checkpoint } from './checkpointFile.ts';
import { storeCheckpoint } from './storedCheckpoints.ts';

/** The shortest time between two checkpoints: less than this is trained again quickly. */
const leastPauseSeconds = 1;
/** The share of its time that a run may spend on checkpoints. */
const share = 0.05;

interface Keeper {
  database: Database;
  objects: ObjectStore;
  claim: Claim;
  /** Is called with the reason when a checkpoint could not be stored. The run continues without it. */
  onNotice(message: string): void;
}

/**
 * Returns a function to call after each epoch, once the epoch's row is written. It stores a checkpoint when enough time
 * has passed since the last one: after a second for a small network, and later for a large one, so that storing takes
 * at most 5 % of the time. Throws RunLost.
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
