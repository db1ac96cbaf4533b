import { trainsBackbone } from '#contracts/parameters';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import { trainsOnImages } from '#contracts/stages';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { storedImages } from '../../learning/data/imageSource.ts';
import { openImages } from '../../learning/data/images.ts';
import { openTrainingImages } from '../../learning/data/trainingImages.ts';
import type { Engine } from '../../learning/engine/engine.ts';
import { judge } from '../../learning/evaluation/evaluate.ts';
import { evaluate } from '../../learning/evaluation/scoreTestSet.ts';
import { chooseExecutor } from '../../learning/executors/chooseExecutor.ts';
import { openExecutors } from '../../learning/executors/executors.ts';
import { openFeatures } from '../../learning/features/features.ts';
import { prepare } from '../../learning/features/prepare.ts';
import type { FeatureStore } from '../../learning/features/store/featureStore.ts';
import { buildModel, countParameters } from '../../learning/network/buildModel.ts';
import { classWeightsOf } from '../../learning/training/classWeights.ts';
import { type TrainingListener, train } from '../../learning/training/train.ts';
import { loadWeights } from '../../learning/weights/loadWeights.ts';
import { storeWeights } from '../../learning/weights/storedWeights.ts';
import { keepCheckpoints } from '../checkpoints/keepCheckpoints.ts';
import { resumedEnvironment } from '../checkpoints/resumedEnvironment.ts';
import { openCheckpoint, removeSpentCheckpoints } from '../checkpoints/storedCheckpoints.ts';
import type { Claim } from '../claims/claim.ts';
import {
  beginEvaluating,
  beginTraining,
  finishRun,
  RunLost,
  recordEpoch,
  recordFacts,
  recordProgress,
} from '../claims/claimedRun.ts';
import { executorOfRun } from './executorOfRun.ts';
import { followProgress } from './progress.ts';
import { readManifest, readRun, readSealedManifest } from './readRun.ts';

/** What a run is carried out with. */
export interface TrainingGround {
  database: Database;
  engine: Engine;
  objects: ObjectStore;
  /** Holds the test images. */
  sealed: ObjectStore;
  weights: { cacheDirectory: string; kerasWeightsUrl: string };
  /** Of features, for all runs on this machine. */
  store: FeatureStore;
  onProgress(state: RunProgressState): void;
  /** Hears what is worth a line in the log. */
  onNotice(message: string): void;
}

/**
 * A claimed run from its first to its last step: this file is the worker's table of contents. Throws a RunFailure where
 * the run cannot go on, and RunLost when it was cancelled or claimed by another worker meanwhile.
 */
export async function trainRun(
  claim: Claim,
  { database, engine, objects, sealed, store, ...ground }: TrainingGround,
): Promise<void> {
  const { recipe, scoring, weights: named, ...addresses } = await readRun(database, claim.runId);
  const { classNames, ...listed } = await readManifest(objects, addresses.manifest);
  const { test } = await readSealedManifest(sealed, addresses.sealedManifest);

  const progress = followProgress(async (state) => {
    ground.onProgress(state);
    await recordProgress(database, claim, state).catch((error: unknown) => {
      if (error instanceof RunLost) throw error;
      // The next one may succeed, and the epochs are what counts.
      ground.onNotice(`progress was not written: ${(error as Error).message}`);
    });
  });

  // What computes a frozen part is timed, where it was not before, while there is no network in this process's memory.
  const { cacheDirectory } = ground.weights;
  const measured = await chooseExecutor(engine, recipe, cacheDirectory);

  // The network, with the weights that the recipe names.
  progress.begin('WEIGHTS');
  const model = buildModel(recipe, classNames.length);
  const weights = await loadWeights(model.backbone, {
    backbone: recipe.backbone,
    weights: typeof named === 'string' ? named : { published: named, store: objects },
    ...ground.weights,
    onProgress(done, total) {
      progress.expect('WEIGHTS', total);
      progress.reach(done);
    },
  });
  const { total: totalParams, trainable: trainableParams } = countParameters(model);
  const trainSource = storedImages({ store: objects, split: 'train', classNames, entries: listed.train });
  const validationSource = storedImages({
    store: objects,
    split: 'validation',
    classNames,
    entries: listed.validation,
  });
  const images = {
    train: openTrainingImages(trainSource, recipe, scoring.seed),
    validation: openImages(validationSource, recipe, { keep: trainsOnImages(recipe) }),
  };

  // A run that lost its worker goes on from its last checkpoint.
  const { onNotice } = ground;
  const checkpoint = await openCheckpoint({ database, objects, claim }, weights.hash, onNotice);
  const frozen = {
    runId: claim.runId,
    recipe,
    prefix: model.prefix,
    images: images.train.plain,
    cacheDirectory,
    checkpoint,
  };
  const { executor, quantized } = measured ? await executorOfRun(database, engine, { ...frozen, measured }) : {};
  const here = { ...engine.environment, executor, ...(executor && { featurePrecision: store.precision }) };
  const environment = checkpoint
    ? resumedEnvironment(here, checkpoint.environment, checkpoint.state.standing.epoch)
    : here;
  await recordFacts(database, claim, {
    engine: engine.name,
    environment,
    weightsHash: weights.hash,
    totalParams,
    trainableParams,
  });

  // Each stage: the images through whatever part of the network is frozen, once, not once an epoch; the rest learns,
  // epoch by epoch.
  progress.expect('EVALUATION', test.length);
  const features = openFeatures(
    openExecutors(executor ?? { name: 'tfjs', version: engine.environment.engineVersion }, quantized),
    store,
  );
  const firstStage = checkpoint?.state.standing.stage ?? 0;
  const lesson = { images, features, classWeights: classWeightsOf(recipe, classNames) };
  const listener: TrainingListener = {
    prepare(count, steps) {
      const phase = model.prefix ? 'FEATURES' : 'IMAGES';
      progress.expect(phase, count);
      progress.expect('TRAINING', steps);
      progress.begin(phase);
    },
    prepared: progress.advance,
    async learn(stage) {
      if (stage === firstStage) await beginTraining(database, claim);
      progress.begin('TRAINING');
    },
    step: () => progress.advance(1),
  };
  const training = train(model, lesson, recipe, listener, checkpoint?.state);
  const keep = keepCheckpoints({ database, objects, claim, onNotice }, { weightsHash: weights.hash, environment });
  for await (const epoch of training) {
    await recordEpoch(database, claim, epoch);
    await keep(training);
  }

  // The sealed test set is touched once, at the end.
  await beginEvaluating(database, claim);
  progress.begin('EVALUATION');
  const testImages = openImages(storedImages({ store: sealed, split: 'test', classNames, entries: test }), recipe);
  const testExamples = await prepare(features, model.prefix, testImages, progress.advance);
  const judgement = await judge(model, testExamples, recipe.training);
  // Nothing of the test set but its scores is for the student, so the value is not said.
  if (!Number.isFinite(judgement.loss))
    throw new RunFailure('NAN_LOSS', 'Expected a finite loss on the test images; a smaller learning rate may help');
  await progress.settle();

  // What the backbone has learned is kept, so that the course can publish it.
  const backboneWeights = trainsBackbone(recipe) ? await storeWeights(model.backbone, objects, cacheDirectory) : null;
  await finishRun(database, claim, evaluate(judgement, test, classNames, scoring), {
    backboneWeights,
    featuresComputed: features.counts.computed,
    featuresFound: features.counts.found,
  });
  await removeSpentCheckpoints(database, objects, claim.runId);
}
