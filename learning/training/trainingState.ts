import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Stage } from '#contracts/stages';
import type { RecipeModel } from '../network/buildModel.ts';
import { earlierNames } from '../network/head.ts';
import { StepDropout } from '../network/stepDropout.ts';
import { newStageState, type StageState, stageNumbersSchema } from './stageState.ts';

/** Checkpoints hold this as JSON. */
export const loopSchema = z.strictObject({
  /** The last epoch that is over; 0 before the first. */
  epoch: z.int().nonnegative(),
  /** The index of the stage that continues or comes next; the number of stages when all are over. */
  stage: z.int().nonnegative(),
  /** The next step. The order of the examples and their augmented views follow from the number of the pass. */
  position: z.strictObject({ pass: z.int().positive(), batch: z.int().nonnegative() }),
  /** The number of masks that each dropout layer of the head has drawn. */
  dropoutSteps: z.array(z.int().nonnegative()),
  /** The numbers of the stage's state; null between two stages. */
  memory: stageNumbersSchema.nullable(),
});

/** A float32 tensor. */
export interface SavedTensor {
  shape: number[];
  values: Float32Array;
}

/** Everything that a fresh process needs to continue a recipe's training, given the weights that it began with. */
export interface TrainingState {
  loop: z.infer<typeof loopSchema>;
  /** By name: `network/…` are the weights that training has changed, `slots/…` and `best/…` belong to the stage. */
  tensors: Map<string, SavedTensor>;
}

/**
 * The state of a training between two epochs. `loop` is the part that `train` keeps itself, `trainedLayers` are the
 * layers that any stage has trained so far.
 */
export function captureState(
  model: RecipeModel,
  loop: Omit<TrainingState['loop'], 'dropoutSteps' | 'memory'>,
  trainedLayers: ReadonlySet<tf.layers.Layer>,
  stageState: StageState | undefined,
): TrainingState {
  const current = stageState && !stageState.ended ? stageState : undefined;
  const named: [string, tf.Tensor][] = [
    ...namedVariables(model, (layer) => trainedLayers.has(layer)).map(([name, tensor]): [string, tf.Tensor] => [
      name,
      tensor,
    ]),
    ...(current?.slots ?? []).map((tensor, index): [string, tf.Tensor] => [`slots/${index}`, tensor]),
    ...(current?.best ?? []).map((tensor, index): [string, tf.Tensor] => [`best/${index}`, tensor]),
  ];
  return {
    loop: structuredClone({
      ...loop,
      dropoutSteps: dropouts(model).map(({ step }) => step),
      memory: current?.numbers ?? null,
    }),
    tensors: new Map(
      named.map(([name, tensor]) => [name, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }]),
    ),
  };
}

/** Sets a model that has the weights its training began with to the weights of the state. */
export function restoreModel(model: RecipeModel, { loop, tensors }: TrainingState): void {
  const earlier = earlierNames(model.head);
  for (const [name, variable, layer] of namedVariables(model, () => true)) {
    const earlierName = earlier.get(layer);
    const saved = tensors.get(name) ?? (earlierName && tensors.get(name.replace(layer, earlierName)));
    if (saved) tf.tidy(() => variable.assign(tf.tensor(saved.values, saved.shape)));
  }
  for (const [index, dropout] of dropouts(model).entries()) dropout.step = loop.dropoutSteps[index]!;
}

/** The state of the stage that continues; a new one if the training was captured between two stages. */
export function restoreStage(stage: Stage, { loop, tensors }: TrainingState): StageState {
  const open = (kind: string) =>
    [...tensors].filter(([name]) => name.startsWith(kind)).map(([, { values, shape }]) => tf.tensor(values, shape));
  return { ...newStageState(stage, loop.memory ?? undefined), slots: open('slots/'), best: open('best/') };
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
