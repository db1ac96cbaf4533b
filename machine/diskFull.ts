/**
 * How the system says that a disk, or what somebody may have of it, is full; a library's error may keep only the words.
 */
const diskFull = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

/** True for an error whose cause is a full disk. */
export function isDiskFull(error: unknown): boolean {
  return diskFull.test(withCauses(error));
}

/** The text of an error and of what caused it. */
export function withCauses(error: unknown): string {
  return error instanceof Error && error.cause ? `${error}\n${withCauses(error.cause)}` : String(error);
}
