import { RunFailure } from '#contracts/runFailure';
import { isDiskFull, withCauses } from '#prisma/diskFull';

/** How V8, WebAssembly, C++, TensorFlow, ONNX Runtime and the system say that memory is spent. */
const outOfMemory =
  /heap out of memory|allocation failed|out of memory|memory\.grow|OOM when allocating|ResourceExhausted|bad_alloc|failed to allocate memory|cannot allocate memory/i;

/** True for a text in which a process says that it had no memory left. */
export function tellsOutOfMemory(text: string): boolean {
  return outOfMemory.test(text);
}

/** What a student is told of an error that ended their run. What nobody foresaw is INTERNAL, and its message stays in the worker's log. */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (isDiskFull(error))
    return new RunFailure('DISK_FULL', 'Expected room on a disk for what the run writes, but it is full', { cause: error });
  if (tellsOutOfMemory(withCauses(error)))
    return new RunFailure(
      'OUT_OF_MEMORY',
      'Expected the run to fit into the worker’s memory, but it ran out; a smaller input or batch size may fit',
      { cause: error },
    );
  return new RunFailure('INTERNAL', 'Expected the run to end, but an error of the system stopped it; the worker’s log says which', {
    cause: error,
  });
}
