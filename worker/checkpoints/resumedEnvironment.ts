import type { RunEnvironment } from '#contracts/provenance';

/** What the numbers of a run depend on; two environments that agree in these give the same ones. */
const decisive = ['engine', 'engineVersion', 'node', 'platform', 'processor', 'threads'] as const;

/** True when a run gives the same numbers in both, as far as the machine and the engine decide them. */
export function isSameMachine(a: RunEnvironment, b: RunEnvironment): boolean {
  return decisive.every((field) => a[field] === b[field]);
}

/**
 * This worker's environment as a run records it that goes on after `lastEpoch`: where it differs from the one before,
 * that is said too.
 */
export function resumedEnvironment(
  now: RunEnvironment,
  { earlier = [], ...before }: RunEnvironment,
  lastEpoch: number,
): RunEnvironment {
  const isSame =
    isSameMachine(now, before) &&
    now.executor?.name === before.executor?.name &&
    now.executor?.version === before.executor?.version &&
    now.featurePrecision === before.featurePrecision;
  const all = isSame ? earlier : [...earlier, { ...before, lastEpoch }];
  return all.length > 0 ? { ...now, earlier: all } : now;
}
