/** What the system and the libraries say when a disk is full or memory is used up. An error may keep only the words. */

const diskFull = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

/** Of Node, and of PostgreSQL (`disk_full`). */
const diskFullCodes: unknown[] = ['ENOSPC', 'EDQUOT', '53100'];

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

/** True for an error whose cause is a full disk or a used-up quota, the database's own disk too. */
export function isDiskFull(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null) return diskFull.test(String(error));
  if (depth > 6) return false;
  // Prisma keeps what the database said in `meta` and `driverAdapterError`.
  const { code, originalCode, message, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  if (diskFullCodes.includes(code) || diskFullCodes.includes(originalCode)) return true;
  if (typeof message === 'string' && diskFull.test(message)) return true;
  return [cause, meta, driverAdapterError].some((each) => each !== undefined && isDiskFull(each, depth + 1));
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
