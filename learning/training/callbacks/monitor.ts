import type { EarlyStoppingSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';

/**
 * True if `value` is better than `best` by more than `minDelta`; the first value always is. Compared in float32, as in
 * Keras. Source: keras/src/callbacks/monitor_callback.py
 */
export function isImprovement(
  value: number,
  best: number | null,
  { monitor, minDelta }: Pick<EarlyStoppingSettings, 'monitor' | 'minDelta'>,
): boolean {
  if (best === null) return true;
  return monitor === 'acc' || monitor === 'valAcc'
    ? Math.fround(value - minDelta) > Math.fround(best)
    : Math.fround(value + minDelta) < Math.fround(best);
}

/** The value of an epoch that a callback monitors; null for a validation metric without validation examples. */
export function monitored(epoch: EpochResult, { monitor }: Pick<EarlyStoppingSettings, 'monitor'>): number | null {
  return epoch[monitor];
}
