import { RunFailure } from '#contracts/runFailure';
import { isDiskFull, isOutOfMemory } from '#machine/exhausted';
import { storeUnusableIn } from '#prisma/objectStore';

/**
 * The failure that a student sees for an error that ended their run. An unexpected error becomes INTERNAL; its own
 * message appears only in the worker's log.
 */
export function failureOf(error: unknown): RunFailure {
  const trouble = storeUnusableIn(error)?.code;
  if (trouble)
    return new RunFailure(
      trouble === 'STORE_FULL' ? 'DISK_FULL' : 'INTERNAL',
      `Expected the site’s store of files to work, but it does not now (${trouble}); the worker’s log has the details`,
      { cause: error },
    );
  if (error instanceof RunFailure) return error;
  if (isDiskFull(error))
    return new RunFailure('DISK_FULL', 'Expected free disk space for the run’s files, but the disk is full', {
      cause: error,
    });
  if (isOutOfMemory(error))
    return new RunFailure(
      'OUT_OF_MEMORY',
      'Expected the run to fit into the worker’s memory, but it ran out; a smaller input or batch size may fit',
      { cause: error },
    );
  return new RunFailure(
    'INTERNAL',
    'Expected the run to end, but an internal error stopped it; the worker’s log has the details',
    { cause: error },
  );
}
