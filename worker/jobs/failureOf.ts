import { RunFailure } from '#contracts/runFailure';

/** How V8, WebAssembly, C++, TensorFlow, ONNX Runtime and the system say that memory is spent. */
const outOfMemory =
  /heap out of memory|allocation failed|out of memory|memory\.grow|OOM when allocating|ResourceExhausted|bad_alloc|failed to allocate memory|cannot allocate memory/i;

/** How the system says that a disk, or what somebody may have of it, is full; a library's error may keep only the words. */
const diskFull = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

/** True for a text in which a process says that it had no memory left. */
export function tellsOutOfMemory(text: string): boolean {
  return outOfMemory.test(text);
}

/** True for an error whose cause is a full disk. */
export function isDiskFull(error: unknown): boolean {
  return diskFull.test(textOf(error));
}

/** What a student is told of an error that ended their run. What nobody foresaw is INTERNAL, and its message stays in the worker's log. */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (isDiskFull(error))
    return new RunFailure('DISK_FULL', 'Expected room on a disk for what the run writes, but it is full', { cause: error });
  if (tellsOutOfMemory(textOf(error)))
    return new RunFailure(
      'OUT_OF_MEMORY',
      'Expected the run to fit into the worker’s memory, but it ran out; a smaller input or batch size may fit',
      { cause: error },
    );
  return new RunFailure('INTERNAL', 'Expected the run to end, but an error of the system stopped it; the worker’s log says which', {
    cause: error,
  });
}

/** An error with what caused it. */
function textOf(error: unknown): string {
  return error instanceof Error && error.cause ? `${error}\n${textOf(error.cause)}` : String(error);
}
