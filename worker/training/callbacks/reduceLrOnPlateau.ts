import type { ReduceLrOnPlateauSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

/**
 * Keras's ReduceLROnPlateau: a function from an epoch to the learning rate of the next one, which as in Keras is a float32 once it has been
 * reduced. Source: keras/src/callbacks/reduce_lr_on_plateau.py
 */
export function reduceLrOnPlateau(settings: ReduceLrOnPlateauSettings): (epoch: EpochResult) => number {
  let best: number | null = null;
  let wait = 0;
  let coolingFor = 0;
  return (epoch) => {
    const { learningRate } = epoch;
    const value = monitored(epoch, settings);
    if (value === null) return learningRate;
    if (coolingFor > 0) {
      coolingFor--;
      wait = 0;
    }
    if (isImprovement(value, best, settings)) {
      best = value;
      wait = 0;
      return learningRate;
    }
    if (coolingFor > 0 || ++wait < settings.patience) return learningRate;
    const current = Math.fround(learningRate);
    if (current <= Math.fround(settings.minLr)) return learningRate;
    coolingFor = settings.cooldown;
    wait = 0;
    return Math.fround(Math.max(current * settings.factor, settings.minLr));
  };
}
