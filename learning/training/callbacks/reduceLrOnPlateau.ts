import { z } from 'zod';
import type { ReduceLrOnPlateauSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

/** What it remembers of earlier epochs. */
export const plateauMemorySchema = z.strictObject({ best: z.number().nullable(), wait: z.int(), coolingFor: z.int() });

/**
 * Keras's ReduceLROnPlateau: a function from an epoch to the learning rate of the next one, which as in Keras is a
 * float32 once it has been reduced. `memory` is changed in place. Source: keras/src/callbacks/reduce_lr_on_plateau.py
 */
export function reduceLrOnPlateau(
  settings: ReduceLrOnPlateauSettings,
  memory: z.infer<typeof plateauMemorySchema>,
): (epoch: EpochResult) => number {
  return (epoch) => {
    const { learningRate } = epoch;
    const value = monitored(epoch, settings);
    if (value === null) return learningRate;
    if (memory.coolingFor > 0) {
      memory.coolingFor--;
      memory.wait = 0;
    }
    if (isImprovement(value, memory.best, settings)) {
      memory.best = value;
      memory.wait = 0;
      return learningRate;
    }
    if (memory.coolingFor > 0 || ++memory.wait < settings.patience) return learningRate;
    const current = Math.fround(learningRate);
    if (current <= Math.fround(settings.minLr)) return learningRate;
    memory.coolingFor = settings.cooldown;
    memory.wait = 0;
    return Math.fround(Math.max(current * settings.factor, settings.minLr));
  };
}
