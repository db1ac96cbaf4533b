import type { Provenance } from '#contracts/provenance';

/** The fields that decide the numbers of a run. */
const decisive = ['engine', 'engineVersion', 'node', 'platform', 'processor', 'threads'] as const;

/** True if machine and engine give the same numbers in both. */
export function isSameMachine(a: Provenance, b: Provenance): boolean {
  return decisive.every((field) => a[field] === b[field]);
}

/**
 * The provenance of a run that continues here after `lastEpoch`. If it differs from the provenance before, that one is
 * added to `earlier`.
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
