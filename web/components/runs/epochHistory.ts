import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';

/** A history with one more epoch, in order; an epoch that is there already is replaced (its run was resumed). */
export function mergeEpoch(history: EpochFieldsFragment[], epoch: EpochFieldsFragment): EpochFieldsFragment[] {
  const at = history.findLastIndex((known) => known.epoch <= epoch.epoch);
  if (history[at]?.epoch === epoch.epoch) return history.with(at, epoch);
  return history.toSpliced(at + 1, 0, epoch);
}

/** The number of the last epoch of a history; 0 when it is empty. */
export function lastNumber(history: readonly { epoch: number }[]): number {
  return history.at(-1)?.epoch ?? 0;
}
