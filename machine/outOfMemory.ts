import { withCauses } from './diskFull.ts';

/** How V8, WebAssembly, C++, TensorFlow, ONNX Runtime and the system say that memory is spent. */
const outOfMemory =
  /heap out of memory|allocation failed|out of memory|memory\.grow|OOM when allocating|ResourceExhausted|bad_alloc|failed to allocate memory|cannot allocate memory/i;

/** True for a text in which a process says that it had no memory left. */
export function tellsOutOfMemory(text: string): boolean {
  return outOfMemory.test(text);
}

/** True for an error whose cause is that. */
export function isOutOfMemory(error: unknown): boolean {
  return tellsOutOfMemory(withCauses(error));
}
