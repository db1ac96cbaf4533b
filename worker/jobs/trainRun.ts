import { trainsBackbone } from '#contracts/parameters';
import type { RunProgressState } from '#contracts/progress';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { storedImages } from '../data/imageSource.ts';
import { openImages } from '../data/images.ts';
import { readManifest, readSealedManifest } from '../data/readManifest.ts';
import { openTrainingImages } from '../data/trainingImages.ts';
import type { Engine } from '../engine/engine.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { choosePrecision } from '../features/choosePrecision.ts';
import { openExecutors } from '../features/executors.ts';
import { prepare } from '../features/prepare.ts';
import { buildModel, countParameters } from '../training/buildModel.ts';
import { classWeightsOf } from '../training/classWeights.ts';
import { judge } from '../training/judge.ts';
import { train } from '../training/train.ts';
import { loadWeights } from '../weights/loadWeights.ts';
import { storeWeights } from '../weights/storedWeights.ts';
import type { Claim } from './claim.ts';
import { beginEvaluating, beginTraining, finishRun, recordEpoch, recordFacts, recordProgress } from './claimedRun.ts';
import { followProgress } from './progress.ts';
import { readRun } from './readRun.ts';

/** What a run is carried out with. */
export interface TrainingGround {
  database: Database;
  engine: Engine;
  objects: ObjectStore;
  /** Holds the test images. */
  sealed: ObjectStore;
  weights: { cacheDirectory: string; kerasWeightsUrl: string };
  onProgress(state: RunProgressState): void;
}

/**
 * A claimed run from its first to its last step: this file is the worker's table of contents. Throws a RunFailure where the run cannot go
 * on, and RunLost when it was cancelled or claimed by another worker meanwhile.
 */
export async function trainRun(claim: Claim, { database, engine, objects, sealed, ...ground }: TrainingGround): Promise<void> {
  const { recipe, scoring, weights: named, ...addresses } = await readRun(database, claim.runId);
  const { classNames, ...listed } = await readManifest(objects, addresses.manifest);
  const { test } = await readSealedManifest(sealed, addresses.sealedManifest);

  const progress = followProgress(async (state) => {
    ground.onProgress(state);
    await recordProgress(database, claim, state);
  });

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
  const validationSource = storedImages({ store: objects, split: 'validation', classNames, entries: listed.validation });
  const images = { train: openTrainingImages(trainSource, recipe, scoring.seed), validation: openImages(validationSource, recipe) };
  const { executor, quantized } = model.prefix
    ? await choosePrecision(engine, recipe, model.prefix, images.train.plain, ground.weights.cacheDirectory)
    : {};
  const environment = { ...engine.environment, executor };
  await recordFacts(database, claim, { engine: engine.name, environment, weightsHash: weights.hash, totalParams, trainableParams });

  // Each stage: the images through whatever part of the network is frozen, once, not once an epoch; the rest learns, epoch by epoch.
  progress.expect('EVALUATION', test.length);
  const executors = openExecutors(executor?.name ?? 'tfjs', quantized);
  const epochs = train(model, { images, executors, classWeights: classWeightsOf(recipe, classNames) }, recipe, {
    prepare(count, steps) {
      const phase = model.prefix ? 'FEATURES' : 'IMAGES';
      progress.expect(phase, count);
      progress.expect('TRAINING', steps);
      progress.begin(phase);
    },
    prepared: progress.advance,
    async learn(stage) {
      if (stage === 0) await beginTraining(database, claim);
      progress.begin('TRAINING');
    },
    step: () => progress.advance(1),
  });
  for await (const epoch of epochs) await recordEpoch(database, claim, epoch);

  // The sealed test set is touched once, at the end.
  await beginEvaluating(database, claim);
  progress.begin('EVALUATION');
  const testImages = openImages(storedImages({ store: sealed, split: 'test', classNames, entries: test }), recipe);
  const testExecutor = model.prefix && (await executors.open(model.prefix));
  const testExamples = await prepare(testExecutor, testImages, progress.advance);
  const judgement = await judge(model, testExamples, recipe.training);
  // Nothing of the test set but its scores is for the student, so the value is not said.
  if (!Number.isFinite(judgement.loss))
    throw new RunFailure('NAN_LOSS', 'Expected a finite loss on the test images; a smaller learning rate may help');
  await progress.settle();

  // What the backbone has learned is kept, so that the course can publish it.
  const backboneWeights = trainsBackbone(recipe) ? await storeWeights(model.backbone, objects, ground.weights.cacheDirectory) : null;
  await finishRun(database, claim, evaluate(judgement, test, classNames, scoring), backboneWeights);
}
