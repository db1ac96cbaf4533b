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

/** Follows the steps of a training. */
export interface StepListener {
  /**
   * Before each stage: so many images are prepared for it, and then so many steps taken in what is left of it and those
   * after it.
   */
  prepare(images: number, steps: number): void;
  prepared(images: number): void;
  /** A stage's steps begin, the first one's index being 0. */
  learn(stage: number): Promise<void> | void;
  step(): void;
}

export interface TrainingData {
  images: { train: TrainingImages; validation: Images };
  /** Of what is frozen. */
  features: Features;
  /** How much an image of each class counts in the training loss; absent, all count 1. */
  classWeights?: readonly number[] | undefined;
}

/** The epochs of a training, which go on as they are asked for. */
export interface Training extends AsyncIterable<EpochResult> {
  /** What a fresh model and process need to go on after the epoch that was answered last. */
  state(): TrainingState;
}

/**
 * Trains a recipe's model, stage after stage, in place. Whatever a stage freezes at the network's beginning is run once
 * for all of its epochs (augmented images: once for each view). Epochs and passes are numbered on from stage to stage.
 * From the state of an earlier training of the recipe, a model with the weights that it began with goes on as that one
 * would have, bit for bit on the same engine; the state gives up its tensors then, which are as large as the network
 * and more.
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
  const {
    epoch,
    stage: firstStage,
    position,
  } = structuredClone(from?.loop) ?? { epoch: 0, stage: 0, position: { pass: 1, batch: 0 } };
  const loop = { epoch, stage: firstStage, position };
  const trained = new Set<tf.layers.Layer>();
  let memory: StageState | undefined;

  async function* epochs(): AsyncGenerator<EpochResult, void> {
    if (from) restoreModel(model, from);
    for (const [index, stage] of stages.entries()) {
      if (index > 0) model.refreeze(stage.freeze);
      for (const layer of [...model.backbone.layers, ...model.head]) if (layer.trainable) trained.add(layer);
      if (index < firstStage) continue;
      memory = from && index === firstStage ? restoreStage(stage, from) : newStageState(stage);
      from?.tensors.clear();
      const epochsBefore = loop.epoch - memory.numbers.epochs;
      const steps = stages.slice(index).reduce((sum, { epochs }) => sum + countSteps(epochs, training, examples), 0);
      listener.prepare(
        examples + images.validation.labels.length,
        steps - countSteps(memory.numbers.epochs, training, examples),
      );
      const train = await prepareTraining(features, model.prefix, images.train, position.pass, listener.prepared);
      const validation = await prepare(features, model.prefix, images.validation, listener.prepared).catch(
        (error: unknown) => {
          train.close();
          throw error;
        },
      );
      const options = { training, seed, classWeights, epochsBefore, position, memory, onStep: listener.step };
      try {
        await listener.learn(index);
        for await (const result of trainStage(model, { train, validation }, stage, options)) {
          loop.epoch = result.epoch;
          if (memory.ended) beginNext();
          yield result;
        }
      } finally {
        train.close();
        validation.close();
      }
    }
  }

  /** The next stage begins with a new pass. */
  function beginNext(): void {
    loop.stage++;
    if (position.batch > 0) Object.assign(position, { pass: position.pass + 1, batch: 0 });
  }

  return { [Symbol.asyncIterator]: epochs, state: () => captureState(model, loop, trained, memory) };
}

const noListener: StepListener = { prepare() {}, prepared() {}, learn() {}, step() {} };
