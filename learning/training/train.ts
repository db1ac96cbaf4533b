import type * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import { stagesOf } from '#contracts/stages';
import type { Images, TrainingImages } from '../data/examples.ts';
import type { Features } from '../features/features.ts';
import { prepare, prepareTraining } from '../features/prepare.ts';
import type { RecipeModel } from '../network/buildModel.ts';
import type { EpochResult } from './epochResult.ts';
import { newStageState, type StageState } from './stageState.ts';
import { countSteps } from './steps.ts';
import { captureState, restoreModel, restoreStage, type TrainingState } from './trainingState.ts';
import { trainStage } from './trainStage.ts';

/** Is told how a training advances. */
export interface StepListener {
  /** Before each stage: the number of images to prepare, and of steps left in this stage and the ones after it. */
  prepare(images: number, steps: number): void;
  /** So many more images are prepared. */
  prepared(images: number): void;
  /** The stage with this index, counted from 0, takes its first step. */
  learn(stage: number): Promise<void> | void;
  /** After each step. */
  step(): void;
}

export interface TrainingData {
  images: { train: TrainingImages; validation: Images };
  /** Computes or finds the outputs of the frozen prefix. */
  features: Features;
  /** The weight of each class in the training loss; without it every class has the weight 1. */
  classWeights?: readonly number[] | undefined;
}

/** The epochs of a training. The next one is trained when it is asked for. */
export interface Training extends AsyncIterable<EpochResult> {
  /** Everything that a fresh model in another process needs to continue after the last epoch. */
  state(): TrainingState;
}

/**
 * Trains a recipe's model in place, stage after stage. Images go through a stage's frozen prefix once for all of its
 * epochs; augmented images once for each view. Epochs and passes are numbered across the stages.
 *
 * `from` continues an earlier training of the recipe: given a model with the weights that it began with, the result is
 * the same, to the last bit on the same engine. Its tensors, larger than the network, are dropped once they are in use.
 */
export function train(
  model: RecipeModel,
  { images, features, classWeights }: TrainingData,
  recipe: Recipe,
  listener: StepListener = noListener,
  from?: TrainingState,
): Training {
  const { training, seed } = recipe;
  const stages = stagesOf(recipe);
  const examples = images.train.plain.labels.length;
  const start = structuredClone(from?.loop) ?? { epoch: 0, stage: 0, position: { pass: 1, batch: 0 } };
  const { position } = start;
  const loop = { epoch: start.epoch, stage: start.stage, position };
  const trainedLayers = new Set<tf.layers.Layer>();
  let stageState: StageState | undefined;

  async function* epochs(): AsyncGenerator<EpochResult, void> {
    if (from) restoreModel(model, from);
    for (const [index, stage] of stages.entries()) {
      if (index > 0) model.refreeze(stage.freeze);
      for (const layer of [...model.backbone.layers, ...model.head]) if (layer.trainable) trainedLayers.add(layer);
      if (index < start.stage) continue;

      stageState = from && index === start.stage ? restoreStage(stage, from) : newStageState(stage);
      from?.tensors.clear();
      const epochsBefore = loop.epoch - stageState.numbers.epochs;
      const data = await prepareStage(index, stageState.numbers.epochs);
      const options = {
        training,
        seed,
        classWeights,
        epochsBefore,
        position,
        state: stageState,
        onStep: listener.step,
      };
      try {
        await listener.learn(index);
        for await (const result of trainStage(model, data, stage, options)) {
          loop.epoch = result.epoch;
          if (stageState.ended) moveToNextStage();
          yield result;
        }
      } finally {
        data.train.close();
        data.validation.close();
      }
    }
  }

  /** The examples of a stage whose first `epochsDone` epochs are over. The caller closes them. */
  async function prepareStage(index: number, epochsDone: number) {
    const steps = stages.slice(index).reduce((sum, { epochs }) => sum + countSteps(epochs, training, examples), 0);
    const stepsDone = countSteps(epochsDone, training, examples);
    listener.prepare(examples + images.validation.labels.length, steps - stepsDone);
    const train = await prepareTraining(features, model.prefix, images.train, position.pass, listener.prepared);
    try {
      return { train, validation: await prepare(features, model.prefix, images.validation, listener.prepared) };
    } catch (error) {
      train.close();
      throw error;
    }
  }

  /** A stage begins with a new pass. */
  function moveToNextStage(): void {
    loop.stage++;
    if (position.batch > 0) Object.assign(position, { pass: position.pass + 1, batch: 0 });
  }

  return { [Symbol.asyncIterator]: epochs, state: () => captureState(model, loop, trainedLayers, stageState) };
}

const noListener: StepListener = { prepare() {}, prepared() {}, learn() {}, step() {} };
