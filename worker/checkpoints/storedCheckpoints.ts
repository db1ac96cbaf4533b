import { isFinished } from '#contracts/runStatus';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { addressOf, ObjectMissing, type ObjectStore } from '#prisma/objectStore';
import { type Claim, newestCheckpoint, newestFirst } from '../claims/claim.ts';
import { startOver, whileHeld } from '../claims/claimedRun.ts';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, UnusableCheckpoint } from './checkpointFile.ts';

// A checkpoint is an object and a row with its address. The row is written before the object and deleted after it, so
// that every object has a row, even when a worker dies between the two.

/**
 * Stores a checkpoint and removes the previous one. The previous one stays valid until the new one is complete. Throws
 * RunLost when the claim no longer holds; the new checkpoint is then removed again.
 */
export async function storeCheckpoint(
  database: Database,
  objects: ObjectStore,
  claim: Claim,
  checkpoint: Checkpoint,
): Promise<void> {
  const bytes = encodeCheckpoint(checkpoint);
  const address = addressOf(bytes);
  const { runId, attempt } = claim;
  const { epoch } = checkpoint.state.loop;
  await whileHeld(database, claim, (tx) => tx.checkpoint.create({ data: { address, runId, attempt, epoch } }));
  try {
    await objects.put(bytes);
    await whileHeld(database, claim, async (tx) => {
      await tx.checkpoint.update({ where: { address }, data: { storedAt: databaseNow() } });
      await tx.run.update({ where: { id: runId }, data: { attemptsSinceCheckpoint: 1 } });
    });
  } catch (error) {
    await remove(database, objects, [address]);
    throw error;
  }
  await removeSpentCheckpoints(database, objects, runId);
}

/**
 * Opens the checkpoint from which a claimed run resumes. `weightsHash` is the hash of the weights that were loaded for
 * the run. Returns null when the run has no checkpoint. When the checkpoint cannot be used, the run is also set back to
 * its beginning and `onNotice` is called with the reason.
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
    if (checkpoint.runId !== claim.runId) throw new UnusableCheckpoint('it belongs to another run');
    if (checkpoint.weightsHash !== weightsHash) throw new UnusableCheckpoint('the run started from other weights');
    onNotice(`resuming after epoch ${row.epoch} from the checkpoint of attempt ${row.attempt}`);
    return checkpoint;
  } catch (error) {
    if (!(error instanceof UnusableCheckpoint || error instanceof ObjectMissing)) throw error;
    onNotice(`starting over: expected a checkpoint in object ${row.address}, but ${error.message}`);
    await startOver(database, claim);
    await removeSpentCheckpoints(database, objects, claim.runId);
    return null;
  }
}

/**
 * Removes the checkpoints of one run, or of all runs, that no attempt will resume from: those of runs that have ended,
 * those that a newer one replaced, and those that an earlier attempt did not finish writing. Any worker may do this at
 * any time.
 */
export async function removeSpentCheckpoints(database: Database, objects: ObjectStore, runId?: string): Promise<void> {
  // One snapshot: a row whose attempt is older than its run's attempt in the same snapshot will never be completed.
  const rows = await database.$transaction(
    (tx) =>
      tx.checkpoint.findMany({
        where: { runId },
        orderBy: newestFirst,
        include: { run: { select: { status: true, attempt: true } } },
      }),
    { isolationLevel: 'RepeatableRead' },
  );
  const newest = new Map(rows.toReversed().flatMap((row) => (row.storedAt ? [[row.runId, row.address]] : [])));
  const spent = rows.filter(({ run, address, ...row }) => {
    if (!run || isFinished(run.status)) return true;
    const isBeingWritten = row.storedAt === null && row.attempt === run.attempt;
    return !isBeingWritten && newest.get(row.runId) !== address;
  });
  await remove(
    database,
    objects,
    spent.map(({ address }) => address),
  );
}

const sweepEveryMs = 30_000;

/**
 * Removes spent checkpoints at regular intervals, because no process removes those of a run that is cancelled or whose
 * worker dies. `onError` is called when this fails; the next interval tries again. Returns a function that stops it.
 */
export function sweepCheckpoints(
  database: Database,
  objects: ObjectStore,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweep = Promise.resolve();
  const begin = () => {
    sweep = removeSpentCheckpoints(database, objects).catch(onError);
  };
  begin();
  const timer = setInterval(begin, sweepEveryMs);
  return () => {
    clearInterval(timer);
    return sweep;
  };
}

async function remove(database: Database, objects: ObjectStore, addresses: string[]): Promise<void> {
  await Promise.all(addresses.map((address) => objects.remove(address)));
  await database.checkpoint.deleteMany({ where: { address: { in: addresses } } });
}
