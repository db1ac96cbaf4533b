import { RunFailure } from '#contracts/runFailure';
import { isDiskFull, isOutOfMemory } from '#machine/exhausted';

/**
 * The failure that a student sees for an error that ended their run. An unexpected error becomes INTERNAL; its own
 * message appears only in the worker's log.
 */
export function failureOf(error: unknown): RunFailure {
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
