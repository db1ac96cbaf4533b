import type { Provenance } from '#contracts/provenance';

/** What the numbers of a run depend on; two that agree in these give the same ones. */
const decisive = ['engine', 'engineVersion', 'node', 'platform', 'processor', 'threads'] as const;

/** True when a run gives the same numbers in both, as far as the machine and the engine decide them. */
export function isSameMachine(a: Provenance, b: Provenance): boolean {
  return decisive.every((field) => a[field] === b[field]);
}

/**
 * The provenance of a run that continues here after `lastEpoch`. Where it differs from the one before,
 * that is said too.
 */
export function resumedProvenance(
  now: Provenance,
  { earlier = [], ...before }: Provenance,
  lastEpoch: number,
): Provenance {
  const isSame =
    isSameMachine(now, before) &&
    now.executor?.name === before.executor?.name &&
    now.executor?.version === before.executor?.version &&
    now.featurePrecision === before.featurePrecision;
  const all = isSame ? earlier : [...earlier, { ...before, lastEpoch }];
  return all.length > 0 ? { ...now, earlier: all } : now;
}
