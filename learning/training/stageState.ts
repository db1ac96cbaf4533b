import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Stage } from '#contracts/stages';
import { stoppingMemorySchema } from './callbacks/earlyStopping.ts';
import { plateauMemorySchema } from './callbacks/reduceLrOnPlateau.ts';

export const stageNumbersSchema = z.strictObject({
  /** Epochs and steps of the stage so far. */
  epochs: z.int().nonnegative(),
  steps: z.int().nonnegative(),
  /** Of the next epoch. */
  learningRate: z.number(),
  earlyStopping: stoppingMemorySchema,
  reduceLrOnPlateau: plateauMemorySchema,
});

/** All that a stage knows besides the values of the network's variables. Training changes it in place. */
export interface StageState {
  numbers: z.infer<typeof stageNumbersSchema>;
  /** The optimizer's slots. */
  slots: tf.Tensor[];
  /** The values of the best epoch, of all variables that the stage changes; empty where nobody asked to keep them. */
  best: tf.Tensor[];
  /** True once the stage's last epoch is over: nobody needs the rest any more. */
  ended: boolean;
}

/**
 * The memory of a stage that begins, or that goes on with these numbers. Whoever gives it tensors leaves them to it.
 */
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

/** Frees a stage's tensors. */
export function disposeStage(memory: StageState): void {
  tf.dispose([memory.slots, memory.best]);
  Object.assign(memory, { slots: [], best: [] });
}
