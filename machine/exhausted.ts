/** What the system and the libraries say when a disk is full or memory is used up. An error may keep only the words. */

const diskFull = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

/** Of V8, WebAssembly, C++, TensorFlow, ONNX Runtime and the system. */
const outOfMemory = new RegExp(
  [
    'out of memory',
    'allocation failed',
    'memory\\.grow',
    'OOM when allocating',
    'ResourceExhausted',
    'bad_alloc',
    'failed to allocate memory',
    'cannot allocate memory',
  ].join('|'),
  'i',
);

/** True for an error whose cause is a full disk or a used-up quota. */
export function isDiskFull(error: unknown): boolean {
  return diskFull.test(withCauses(error));
}

/** True for an error whose cause is that there was no memory left. */
export function isOutOfMemory(error: unknown): boolean {
  return saysOutOfMemory(withCauses(error));
}

/** True for a text, such as a process's error output, that says so. */
export function saysOutOfMemory(text: string): boolean {
  return outOfMemory.test(text);
}

/** The text of an error and of its causes. */
function withCauses(error: unknown): string {
  return error instanceof Error && error.cause ? `${error}\n${withCauses(error.cause)}` : String(error);
}
