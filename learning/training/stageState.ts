import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Stage } from '#contracts/stages';
import { earlyStoppingStateSchema } from './callbacks/earlyStopping.ts';
import { reduceLrOnPlateauStateSchema } from './callbacks/reduceLrOnPlateau.ts';

export const stageNumbersSchema = z.strictObject({
  /** Epochs and steps of the stage so far. */
  epochs: z.int().nonnegative(),
  steps: z.int().nonnegative(),
  /** Of the next epoch. */
  learningRate: z.number(),
  earlyStopping: earlyStoppingStateSchema,
  reduceLrOnPlateau: reduceLrOnPlateauStateSchema,
});

/** The state of a stage, besides the values of the network's variables. Training changes it in place. */
export interface StageState {
  numbers: z.infer<typeof stageNumbersSchema>;
  /** The optimizer's slots. */
  slots: tf.Tensor[];
  /** All variables that the stage changes, after its best epoch; empty if the recipe does not want them back. */
  best: tf.Tensor[];
  /** True after the stage's last epoch. The rest is of no use then. */
  ended: boolean;
}

/** The state of a stage that begins, or that continues with these numbers. */
export function newStageState({ optimizer }: Pick<Stage, 'optimizer'>, numbers?: StageState['numbers']): StageState {
  return {
    numbers: numbers ?? {
      epochs: 0,
      steps: 0,
      learningRate: optimizer.learningRate,
      earlyStopping: { best: null, wait: 0 },
      reduceLrOnPlateau: { best: null, wait: 0, coolingFor: 0 },
    },
    slots: [],
    best: [],
    ended: false,
  };
}

/** Disposes of a stage's tensors. */
export function disposeStage(state: StageState): void {
  tf.dispose([state.slots, state.best]);
  Object.assign(state, { slots: [], best: [] });
}
