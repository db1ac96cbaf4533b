import * as tf from '@tensorflow/tfjs';
import type { EarlyStoppingSettings } from '#contracts/training';
import type { EpochResult } from '../epochResult.ts';
import { isImprovement, monitored } from './monitor.ts';

export interface EarlyStopping {
  /** Hears of an epoch; true when it is to be the last. */
  observe(epoch: EpochResult): boolean;
  /** At the end of training: gives the model the parameters of its best epoch, where that was asked for. */
  finish(): void;
  /** Frees the parameters that it keeps. */
  dispose(): void;
}

/** Keras's EarlyStopping. Source: keras/src/callbacks/early_stopping.py */
export function earlyStopping(settings: EarlyStoppingSettings, model: tf.LayersModel): EarlyStopping {
  let best: number | null = null;
  let bestWeights: tf.Tensor[] = [];
  let wait = 0;
  let epochs = 0;
  return {
    observe(epoch) {
      const value = monitored(epoch, settings);
      epochs++;
      if (value === null) return false;
      wait++;
      if (isImprovement(value, best, settings)) {
        best = value;
        wait = 0;
        if (settings.restoreBestWeights) {
          tf.dispose(bestWeights);
          bestWeights = model.getWeights().map((weight) => weight.clone());
        }
        return false;
      }
      return wait >= settings.patience && epochs > 1;
    },
    finish() {
      if (bestWeights.length > 0) model.setWeights(bestWeights);
    },
    dispose: () => tf.dispose(bestWeights),
  };
}
