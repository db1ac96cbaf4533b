import { z } from 'zod';
import type { ReduceLrOnPlateauSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

/** The best monitored value so far, the number of epochs since then, and the epochs of cooldown that are left. */
export const reduceLrOnPlateauStateSchema = z.strictObject({
  best: z.number().nullable(),
  wait: z.int(),
  coolingFor: z.int(),
});

/**
 * Keras's ReduceLROnPlateau: takes an epoch and returns the learning rate of the next one. As in Keras, a reduced rate
 * is a float32. The function changes `state` in place. Source: keras/src/callbacks/reduce_lr_on_plateau.py
 */
export function reduceLrOnPlateau(
  settings: ReduceLrOnPlateauSettings,
  state: z.infer<typeof reduceLrOnPlateauStateSchema>,
): (epoch: EpochResult) => number {
  return (epoch) => {
    const { learningRate } = epoch;
    const value = monitored(epoch, settings);
    if (value === null) return learningRate;
    if (state.coolingFor > 0) {
      state.coolingFor--;
      state.wait = 0;
    }
    if (isImprovement(value, state.best, settings)) {
      state.best = value;
      state.wait = 0;
      return learningRate;
    }
    if (state.coolingFor > 0 || ++state.wait < settings.patience) return learningRate;
    const current = Math.fround(learningRate);
    if (current <= Math.fround(settings.minLr)) return learningRate;
    state.coolingFor = settings.cooldown;
    state.wait = 0;
    return Math.fround(Math.max(current * settings.factor, settings.minLr));
  };
}
