import { isFinished } from '#contracts/runStatus';
import type { Database } from '#prisma/client';
import { addressOf, type ObjectStore } from '#prisma/objectStore';
import type { Claim } from '../claims/claim.ts';
import { whileHeld } from '../claims/claimedRun.ts';
import { newestFirst } from '../claims/newestCheckpoint.ts';
import { type Checkpoint, encodeCheckpoint } from './checkpointFile.ts';

/**
 * Stores a checkpoint and removes the one before. A worker that dies on the way leaves the older one valid and a row
 * that tells of the object. Throws RunLost when the claim does not hold any more; nothing is left of the checkpoint
 * then.
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
    await whileHeld(database, claim, (tx) =>
      tx.checkpoint.update({ where: { address }, data: { storedAt: new Date() } }),
    );
  } catch (error) {
    await remove(database, objects, [address]);
    throw error;
  }
  await removeSpentCheckpoints(database, objects, runId);
}

/**
 * Removes the checkpoints that nobody will go on from: of this run, or of every run. They are those of runs that have
 * ended, those that a newer one replaces, and those that an earlier attempt did not finish. Any worker may do so at any
 * time.
 */
export async function removeSpentCheckpoints(database: Database, objects: ObjectStore, runId?: string): Promise<void> {
  // In one snapshot: of a row that is older than its run’s attempt, it is certain that it will not become whole.
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

/** The objects first: a row without its object is removed again, an object without its row would be forgotten. */
async function remove(database: Database, objects: ObjectStore, addresses: string[]): Promise<void> {
  await Promise.all(addresses.map((address) => objects.remove(address)));
  await database.checkpoint.deleteMany({ where: { address: { in: addresses } } });
}
