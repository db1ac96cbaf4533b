import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { EarlyStoppingSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

export interface EarlyStopping {
  /** Hears of an epoch; true when it is to be the last. */
  observe(epoch: EpochResult): boolean;
  /** At the end of training: gives the variables the values of their best epoch, where that was asked for. */
  finish(): void;
}

/** What it remembers of earlier epochs, besides the values of the best one. */
export const stoppingMemorySchema = z.strictObject({ best: z.number().nullable(), wait: z.int() });

interface StoppingMemory {
  /** `epochs` counts the epochs so far, the one that is observed among them. */
  numbers: { epochs: number; earlyStopping: z.infer<typeof stoppingMemorySchema> };
  /** The best epoch's values in the variables' order. */
  best: tf.Tensor[];
}

/**
 * Keras's EarlyStopping for a model that training changes in these variables. `memory` is changed in place.
 * Source: keras/src/callbacks/early_stopping.py
 */
export function earlyStopping(
  settings: EarlyStoppingSettings,
  variables: tf.Variable[],
  memory: StoppingMemory,
): EarlyStopping {
  const { earlyStopping: waiting } = memory.numbers;
  return {
    observe(epoch) {
      const value = monitored(epoch, settings);
      if (value === null) return false;
      waiting.wait++;
      if (isImprovement(value, waiting.best, settings)) {
        waiting.best = value;
        waiting.wait = 0;
        if (settings.restoreBestWeights) {
          tf.dispose(memory.best);
          memory.best = variables.map((variable) => variable.clone());
        }
        return false;
      }
      return waiting.wait >= settings.patience && memory.numbers.epochs > 1;
    },
    finish() {
      for (const [index, values] of memory.best.entries()) variables[index]!.assign(values);
    },
  };
}
