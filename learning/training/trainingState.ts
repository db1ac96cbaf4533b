import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Stage } from '#contracts/stages';
import type { RecipeModel } from '../network/buildModel.ts';
import { earlierNames } from '../network/head.ts';
import { StepDropout } from '../network/stepDropout.ts';
import { newStageState, type StageState, stageNumbersSchema } from './stageState.ts';

export const loopSchema = z.strictObject({
  /** The last epoch that is over; 0 before the first. */
  epoch: z.int().nonnegative(),
  /** The index of the stage that comes next or goes on; the number of stages when all are over. */
  stage: z.int().nonnegative(),
  /** Where the passes over the training images stand: orders and variations follow from their numbers. */
  position: z.strictObject({ pass: z.int().positive(), batch: z.int().nonnegative() }),
  /** How often each dropout layer of the head has drawn. */
  dropoutSteps: z.array(z.int().nonnegative()),
  /** What the stage knows; null where it has not begun. */
  memory: stageNumbersSchema.nullable(),
});

/** A float32 tensor. */
export interface SavedTensor {
  shape: number[];
  values: Float32Array;
}

/**
 * Everything that a fresh process must know to go on with a recipe's training, given the weights that it began with.
 */
export interface TrainingState {
  loop: z.infer<typeof loopSchema>;
  /** By name: `network/…` what training has changed of the network, `slots/…` and `best/…` of the stage's memory. */
  tensors: Map<string, SavedTensor>;
}

/**
 * Where training stands between two epochs: `loop` is the part that `train` keeps, `trained` are the layers that
 * were trained so far.
 */
export function captureState(
  model: RecipeModel,
  loop: Omit<TrainingState['loop'], 'dropoutSteps' | 'memory'>,
  trained: ReadonlySet<tf.layers.Layer>,
  memory: StageState | undefined,
): TrainingState {
  const going = memory && !memory.ended ? memory : undefined;
  const named: [string, tf.Tensor][] = [
    ...namedVariables(model, (layer) => trained.has(layer)).map(([name, tensor]): [string, tf.Tensor] => [
      name,
      tensor,
    ]),
    ...(going?.slots ?? []).map((tensor, index): [string, tf.Tensor] => [`slots/${index}`, tensor]),
    ...(going?.best ?? []).map((tensor, index): [string, tf.Tensor] => [`best/${index}`, tensor]),
  ];
  return {
    loop: structuredClone({
      ...loop,
      dropoutSteps: dropouts(model).map(({ step }) => step),
      memory: going?.numbers ?? null,
    }),
    tensors: new Map(
      named.map(([name, tensor]) => [name, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }]),
    ),
  };
}

/** Gives a model that has the weights its training began with what training had made of it. */
export function restoreModel(model: RecipeModel, { loop, tensors }: TrainingState): void {
  const earlier = earlierNames(model.head);
  for (const [name, variable, layer] of namedVariables(model, () => true)) {
    const earlierName = earlier.get(layer);
    const saved = tensors.get(name) ?? (earlierName && tensors.get(name.replace(layer, earlierName)));
    if (saved) tf.tidy(() => variable.assign(tf.tensor(saved.values, saved.shape)));
  }
  for (const [index, dropout] of dropouts(model).entries()) dropout.step = loop.dropoutSteps[index]!;
}

/** The memory of the stage that goes on; of one that begins when the state was taken between two stages. */
export function restoreStage(stage: Stage, { loop, tensors }: TrainingState): StageState {
  const memory = newStageState(stage, loop.memory ?? undefined);
  const all = [...tensors];
  const open = (kind: string) =>
    all.filter(([name]) => name.startsWith(kind)).map(([, { values, shape }]) => tf.tensor(values, shape));
  return { ...memory, slots: open('slots/'), best: open('best/') };
}

function namedVariables(
  { backbone, head }: RecipeModel,
  wanted: (layer: tf.layers.Layer) => boolean,
): [name: string, variable: tf.Variable, layer: string][] {
  return [...backbone.layers, ...head]
    .filter(wanted)
    .flatMap((layer) =>
      layer.weights.map((weight, index): [string, tf.Variable, string] => [
        `network/${layer.name}/${index}`,
        weight.read() as tf.Variable,
        layer.name,
      ]),
    );
}

function dropouts({ head }: RecipeModel): StepDropout[] {
  return head.filter((layer) => layer instanceof StepDropout);
}
