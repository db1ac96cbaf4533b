import type { Recipe } from '#contracts/recipe';
import { stagesOf } from '#contracts/stages';
import type { Images, TrainingImages } from '../data/examples.ts';
import type { Features } from '../features/features.ts';
import { prepare, prepareTraining } from '../features/prepare.ts';
import type { RecipeModel } from './buildModel.ts';
import type { EpochResult } from './epochResult.ts';
import { countSteps } from './steps.ts';
import { trainStage } from './trainStage.ts';

/** Hears of what training does. */
export interface TrainingListener {
  /** Before each stage: so many images are prepared for it, and then so many steps taken in it and those after it. */
  prepare(images: number, steps: number): void;
  prepared(images: number): void;
  /** A stage's steps begin, the first one's index being 0. */
  learn(stage: number): Promise<void> | void;
  step(): void;
}

export interface Lesson {
  images: { train: TrainingImages; validation: Images };
  /** Of what is frozen. */
  features: Features;
  /** How much an image of each class counts in the training loss; absent, all count 1. */
  classWeights?: readonly number[] | undefined;
}

/**
 * Trains a recipe's model, stage after stage, in place. Whatever a stage freezes at the network's beginning is run once for all of its epochs
 * (augmented images: once for each view). Epochs and passes are numbered on from stage to stage.
 */
export async function* train(
  model: RecipeModel,
  { images, features, classWeights }: Lesson,
  recipe: Recipe,
  listener: TrainingListener = deaf,
): AsyncGenerator<EpochResult, void> {
  const { training, seed } = recipe;
  const stages = stagesOf(recipe);
  const stepsFrom = (stage: number) =>
    stages.slice(stage).reduce((sum, { epochs }) => sum + countSteps(epochs, training, images.train.plain.labels.length), 0);
  let passes = 0;
  let epochsBefore = 0;
  for (const [index, stage] of stages.entries()) {
    if (index > 0) model.refreeze(stage.freeze);
    listener.prepare(images.train.plain.labels.length + images.validation.labels.length, stepsFrom(index));
    const train = await prepareTraining(features, model.prefix, images.train, passes + 1, listener.prepared);
    const validation = await prepare(features, model.prefix, images.validation, listener.prepared);
    await listener.learn(index);
    const options = { training, seed, classWeights, epochsBefore, nextPass: () => ++passes, onStep: listener.step };
    try {
      for await (const epoch of trainStage(model, { train, validation }, stage, options)) {
        epochsBefore = epoch.epoch;
        yield epoch;
      }
    } finally {
      train.close();
      validation.close();
    }
  }
}

const deaf: TrainingListener = { prepare() {}, prepared() {}, learn() {}, step() {} };
