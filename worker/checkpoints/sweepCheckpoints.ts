import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { removeSpentCheckpoints } from './storedCheckpoints.ts';

const sweepEveryMs = 30_000;

/**
 * Removes spent checkpoints now and then, as a run may end where nobody has its checkpoint in hand: when it is
 * cancelled, or its worker dies. `onError` hears when that fails; it is tried again. Answers what ends it.
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
