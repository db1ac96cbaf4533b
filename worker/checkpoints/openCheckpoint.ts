import type { Database } from '#prisma/client';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';
import type { Claim } from '../claims/claim.ts';
import { beginAnew } from '../claims/claimedRun.ts';
import { newestCheckpoint } from '../claims/newestCheckpoint.ts';
import { type Checkpoint, decodeCheckpoint, UnusableCheckpoint } from './checkpointFile.ts';
import { removeSpentCheckpoints } from './storedCheckpoints.ts';

/**
 * The checkpoint from which a claimed run goes on, given the hash of the weights that it was begun with now. Null when
 * it has none, or none of use, in which case the run begins anew: what earlier attempts wrote is gone, and `onNotice`
 * hears why.
 */
export async function openCheckpoint(
  { database, objects, claim }: { database: Database; objects: ObjectStore; claim: Claim },
  weightsHash: string,
  onNotice: (message: string) => void,
): Promise<Checkpoint | null> {
  const row = await newestCheckpoint(database, claim.runId);
  if (!row) return null;
  try {
    const checkpoint = decodeCheckpoint(await objects.get(row.address));
    if (checkpoint.runId !== claim.runId) throw new UnusableCheckpoint('it is another run’s');
    if (checkpoint.weightsHash !== weightsHash) throw new UnusableCheckpoint('the run was begun with other weights');
    onNotice(`going on after epoch ${row.epoch}, from the checkpoint that attempt ${row.attempt} stored`);
    return checkpoint;
  } catch (error) {
    if (!(error instanceof UnusableCheckpoint || error instanceof ObjectMissing)) throw error;
    onNotice(`beginning anew: expected a checkpoint in object ${row.address}, but ${error.message}`);
    await beginAnew(database, claim);
    await removeSpentCheckpoints(database, objects, claim.runId);
    return null;
  }
}
