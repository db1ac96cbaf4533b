let last: Promise<unknown> = Promise.resolve();

/** Runs what takes much memory after the one before it has ended, well or not. */
export function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work, work);
  last = result.catch(() => {});
  return result;
}
