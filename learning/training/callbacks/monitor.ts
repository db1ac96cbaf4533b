import type { EarlyStoppingSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';

/**
 * Tells whether an epoch is better than `best`, by more than the least change that counts; the first always is.
 * Compared in float32, as in Keras. Source: keras/src/callbacks/monitor_callback.py
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

/** What a callback watches of an epoch; null without validation examples, when there is nothing to watch. */
export function monitored(epoch: EpochResult, { monitor }: Pick<EarlyStoppingSettings, 'monitor'>): number | null {
  return epoch[monitor];
}
