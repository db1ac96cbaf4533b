import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { EarlyStoppingSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

/** The best monitored value so far, and the number of epochs since then. */
export const earlyStoppingStateSchema = z.strictObject({ best: z.number().nullable(), wait: z.int() });

/** The part of a stage's state that the callback reads and changes. */
interface State {
  /** `epochs` counts the epochs so far, including the one that has just ended. */
  numbers: { epochs: number; earlyStopping: z.infer<typeof earlyStoppingStateSchema> };
  /** The variables after the best epoch, in their order. */
  best: tf.Tensor[];
}

export interface EarlyStopping {
  /** True if training stops after this epoch. */
  onEpochEnd(epoch: EpochResult): boolean;
  /** Restores the variables of the best epoch, if the recipe wants them back. */
  onTrainEnd(): void;
}

/**
 * Keras's EarlyStopping for the variables that training changes. It changes `state` in place.
 * Source: keras/src/callbacks/early_stopping.py
 */
export function earlyStopping(settings: EarlyStoppingSettings, variables: tf.Variable[], state: State): EarlyStopping {
  const waiting = state.numbers.earlyStopping;
  return {
    onEpochEnd(epoch) {
      const value = monitored(epoch, settings);
      if (value === null) return false;
      waiting.wait++;
      if (isImprovement(value, waiting.best, settings)) {
        waiting.best = value;
        waiting.wait = 0;
        if (settings.restoreBestWeights) {
          tf.dispose(state.best);
          state.best = variables.map((variable) => variable.clone());
        }
        return false;
      }
      return waiting.wait >= settings.patience && state.numbers.epochs > 1;
    },
    onTrainEnd() {
      for (const [index, values] of state.best.entries()) variables[index]!.assign(values);
    },
  };
}
