/** The engine can no longer compute, through no fault of the run: its GPU is gone, or refuses what it was asked. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
}

let failure: EngineFailed | undefined;

/** Records that the engine of this process has failed, and returns its first failure: others follow from that. */
export function engineHasFailed(why: string): EngineFailed {
  failure ??= new EngineFailed(why);
  return failure;
}

/** The failure of this process's engine; undefined while it works. */
export function engineFailure(): EngineFailed | undefined {
  return failure;
}
