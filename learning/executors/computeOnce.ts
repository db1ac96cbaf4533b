import { waitForLock } from '#machine/lock';

/** The files of a result. */
export interface ResultFiles<Result> {
  /** Undefined if there is no result, or a damaged one. */
  read(): Promise<Result | undefined>;
  write(result: Result): Promise<void>;
}

/**
 * Reads a result that a process of this machine has stored, or computes and stores it. Only one process at a time
 * computes under the lock `name`; the others wait for it and then look for its result. A result that cannot be stored
 * is returned all the same.
 */
export async function computeOnce<Result>(
  name: string,
  { read, write }: ResultFiles<Result>,
  compute: () => Promise<Result>,
): Promise<Result> {
  const stored = await read();
  if (stored !== undefined) return stored;
  const lock = await waitForLock(name);
  try {
    // The process that held the lock before may have stored it.
    const storedMeanwhile = await read();
    if (storedMeanwhile !== undefined) return storedMeanwhile;
    const result = await compute();
    await write(result).catch(() => {});
    return result;
  } finally {
    await lock.release();
  }
}
