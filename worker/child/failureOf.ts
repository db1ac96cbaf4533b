import { RunFailure } from '#contracts/runFailure';
import { isDiskFull, isOutOfMemory } from '#machine/exhausted';

/**
 * What a student is told of an error that ended their run. What nobody foresaw is INTERNAL, and its message stays in
 * the worker's log.
 */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (isDiskFull(error))
    return new RunFailure('DISK_FULL', 'Expected room on a disk for what the run writes, but it is full', {
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
    'Expected the run to end, but an error of the system stopped it; the worker’s log says which',
    {
      cause: error,
    },
  );
}
