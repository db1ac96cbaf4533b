import type { Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { RunPhase } from '#contracts/runPhases';
import { trainsOnImages } from '#contracts/stages';
import type { Images } from './data/examples.ts';
import type { ImageSource } from './data/imageSource.ts';
import { openImages } from './data/images.ts';
import { openTrainingImages } from './data/trainingImages.ts';
import type { Engine } from './engine/engine.ts';
import { evaluate, type Predictions } from './evaluation/evaluate.ts';
import { chooseExecutor } from './executors/chooseExecutor.ts';
import { executorOf } from './executors/executorOf.ts';
import { openExecutors } from './executors/executors.ts';
import { resumedProvenance } from './executors/resumedProvenance.ts';
import { type Features, openFeatures } from './features/features.ts';
import { prepare } from './features/prepare.ts';
import type { FeatureStore } from './features/store/featureStore.ts';
import { buildModel, countParameters, type RecipeModel } from './network/buildModel.ts';
import { classWeightsOf } from './training/classWeights.ts';
import type { EpochResult } from './training/epochResult.ts';
import { train } from './training/train.ts';
import type { TrainingState } from './training/trainingState.ts';
import { loadWeights, type WantedWeights } from './weights/loadWeights.ts';

/** A recipe, and the images that it is trained and evaluated on. */
export interface TrainingTask {
  recipe: Recipe;
  /** In the order of the labels. */
  classNames: readonly string[];
  images: { train: ImageSource; validation: ImageSource; test: ImageSource };
  /** The recipe's weights by their name, or where they are. */
  weights: WantedWeights['weights'];
  /** Decides which augmented views the passes over the training images see. */
  viewSeed: number;
}

/** What training needs of the machine it runs on. */
export interface TrainingPlace {
  engine: Engine;
  store: FeatureStore;
  /** Downloads and measurements are kept here, for every process of the machine. */
  cacheDirectory: string;
  kerasWeightsUrl: string;
}

/** Follows the phases of a training. The units are those of `RunProgressState`. */
export interface PhaseProgress {
  /** Says how much a phase will have to do. */
  expect(phase: RunPhase, total: number): void;
  begin(phase: RunPhase): void;
  /** Says how much of the current phase is done: in all, or since the last call. */
  reach(done: number): void;
  advance(by: number): void;
}

/** What is known once the network is built and its weights are loaded. */
interface TrainingFacts {
  provenance: Provenance;
  /** SHA-256 of the backbone's weights, in hex. */
  weightsHash: string;
  totalParams: number;
  trainableParams: number;
}

/** How a caller takes part in a training. Every function is optional; an error that one throws ends the training. */
export interface TrainingListener {
  progress?: PhaseProgress;
  /** An interrupted training of the recipe that began with the same weights; null to begin with the first epoch. */
  resume?(weightsHash: string): Promise<{ state: TrainingState; provenance: Provenance } | null>;
  /** Provenance of an earlier training whose executor this one uses too; undefined where there was none. */
  earlier?(): Promise<Provenance | undefined>;
  onStart?(facts: TrainingFacts): Promise<void>;
  /** The first step follows. */
  onTraining?(): Promise<void>;
  /** `state` captures what another process needs to continue after this epoch. */
  onEpoch?(epoch: EpochResult, state: () => TrainingState): Promise<void> | void;
  /** The test images follow. */
  onEvaluation?(): Promise<void>;
}

export interface TrainedRecipe {
  model: RecipeModel;
  /** What the trained network predicts for the test images, in their order. */
  predictions: Predictions;
  /** How many images went through a frozen prefix, how many features the store had, and what computed them. */
  features: Pick<Features, 'counts' | 'by'>;
  /** Where the frozen prefix was computed in eight bits: how far that was from float32. */
  eightBits?: string | undefined;
  /** What it predicts for the validation images, in their order; computed when it is asked for. */
  validate(): Promise<Predictions>;
}

/**
 * Trains a recipe from its weights to its predictions for the test images. This is the one way of a recipe: the worker
 * and the command line both call it. Read it first; each step is a folder of this library. Throws RunFailures.
 */
export async function trainRecipe(
  { recipe, classNames, images: sources, weights: wanted, viewSeed }: TrainingTask,
  { engine, store, cacheDirectory, kerasWeightsUrl }: TrainingPlace,
  { progress = silent, ...listener }: TrainingListener = {},
): Promise<TrainedRecipe> {
  const classWeights = classWeightsOf(recipe, classNames);
  // The executors are timed, where they were not before, while this process holds no network.
  const measured = await chooseExecutor(engine, recipe, cacheDirectory);

  // The network, with the weights that the recipe names.
  progress.begin('WEIGHTS');
  const model = buildModel(recipe, classNames.length);
  const { hash: weightsHash } = await loadWeights(model.backbone, {
    backbone: recipe.backbone,
    weights: wanted,
    cacheDirectory,
    kerasWeightsUrl,
    onProgress(done, total) {
      progress.expect('WEIGHTS', total);
      progress.reach(done);
    },
  });
  const { total: totalParams, trainable: trainableParams } = countParameters(model);

  // The images, decoded when they are read.
  const images = {
    train: openTrainingImages(sources.train, recipe, viewSeed),
    validation: openImages(sources.validation, recipe, { keep: trainsOnImages(recipe) }),
    test: openImages(sources.test, recipe),
  };

  // An interrupted training continues where it stopped, and on the executor that it had.
  const resumed = (await listener.resume?.(weightsHash)) ?? null;
  const before = resumed?.provenance ?? (measured ? await listener.earlier?.() : undefined);
  const prefix = { recipe, prefix: model.prefix, images: images.train.plain, cacheDirectory };
  const { executor, quantized } = measured ? await executorOf(engine, { ...prefix, measured, before }) : {};
  const here = { ...engine.provenance, executor, ...(executor && { featurePrecision: store.precision }) };
  const provenance = resumed ? resumedProvenance(here, resumed.provenance, resumed.state.loop.epoch) : here;
  await listener.onStart?.({ provenance, weightsHash, totalParams, trainableParams });

  // Each stage runs the images through its frozen prefix once, not once an epoch; the rest learns, epoch by epoch.
  progress.expect('EVALUATION', sources.test.labels.length);
  const computedBy = executor ?? { name: 'tfjs', version: engine.provenance.engineVersion };
  const features = openFeatures(openExecutors(computedBy, quantized), store);
  const firstStage = resumed?.state.loop.stage ?? 0;
  const training = train(
    model,
    { images, features, classWeights },
    recipe,
    {
      prepare(count, steps) {
        const phase = model.prefix ? 'FEATURES' : 'IMAGES';
        progress.expect(phase, count);
        progress.expect('TRAINING', steps);
        progress.begin(phase);
      },
      prepared: progress.advance,
      async learn(stage) {
        if (stage === firstStage) await listener.onTraining?.();
        progress.begin('TRAINING');
      },
      step: () => progress.advance(1),
    },
    resumed?.state,
  );
  for await (const epoch of training) await listener.onEpoch?.(epoch, () => training.state());

  // The test set is read once, at the end.
  await listener.onEvaluation?.();
  progress.begin('EVALUATION');
  const predict = async (of: Images, onImages: (count: number) => void) => {
    const examples = await prepare(features, model.prefix, of, onImages);
    return evaluate(model, examples, recipe.training).finally(examples.close);
  };
  const predictions = await predict(images.test, progress.advance);
  // Students may not learn more of a sealed test set than its scores, so the message does not say the value.
  if (!Number.isFinite(predictions.loss))
    throw new RunFailure('NAN_LOSS', 'Expected a finite loss on the test images; a smaller learning rate may help');
  const eightBits = executor?.name === 'onnx-int8' ? executor.reason : undefined;
  const validate = () => predict(images.validation, () => {});
  return { model, predictions, features, eightBits, validate };
}

const silent: PhaseProgress = { expect() {}, begin() {}, reach() {}, advance() {} };
