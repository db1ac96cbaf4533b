import { Presets, SingleBar } from 'cli-progress';
import { isPublishedId, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { trainsOnImages } from '#contracts/stages';
import { readEnvironment } from '#machine/environment';
import { decodeAll } from '../../learning/data/decodeAll.ts';
import type { Images } from '../../learning/data/examples.ts';
import { openImages } from '../../learning/data/images.ts';
import { openTrainingImages } from '../../learning/data/trainingImages.ts';
import type { Engine } from '../../learning/engine/engine.ts';
import { judge } from '../../learning/evaluation/evaluate.ts';
import { type Measures, measure } from '../../learning/evaluation/metrics.ts';
import type { Features } from '../../learning/features/features.ts';
import { prepare } from '../../learning/features/prepare.ts';
import { buildModel, type RecipeModel } from '../../learning/network/buildModel.ts';
import { classWeightsOf } from '../../learning/training/classWeights.ts';
import type { EpochResult } from '../../learning/training/epochResult.ts';
import { train } from '../../learning/training/train.ts';
import { loadWeights } from '../../learning/weights/loadWeights.ts';
import type { DataFolders } from './dataFolders.ts';
import { featuresHere } from './featuresHere.ts';
import { weightsBar } from './weightsBar.ts';

/**
 * Throws WEIGHTS_UNAVAILABLE for a recipe that names weights which lie on a server, unless a file takes their place.
 */
export function requireLocalWeights({ weights }: Recipe, weightsFile?: string): void {
  if (weightsFile !== undefined || !isPublishedId(weights)) return;
  throw new RunFailure(
    'WEIGHTS_UNAVAILABLE',
    `Expected weights that can be had without a server, received the id ${weights} of published ones; --weights-file may name a file of them`,
  );
}

/** How many images went through the frozen part, how many had been through it before, and what computes it. */
export type FeaturesUse = Features['counts'] & Pick<Features, 'by'>;

export interface Trained {
  model: RecipeModel;
  evaluation: Measures;
  features: FeaturesUse;
}

/**
 * Trains a recipe's network on this process's engine and evaluates it on the test images: the same code, in the same
 * order, as a worker's `trainRun`. Throws RunFailures.
 */
export async function trainOn(
  engine: Engine,
  folders: DataFolders,
  recipe: Recipe,
  options: { weightsFile?: string | undefined; onEpoch(epoch: EpochResult): void },
): Promise<Trained> {
  const { classNames } = folders.train;
  const classWeights = classWeightsOf(recipe, classNames);
  const bar = new SingleBar(
    { format: '{what} {bar} {value}/{total}  ETA {eta_formatted}', clearOnComplete: true },
    Presets.shades_classic,
  );
  const testImages = openImages(folders.test, recipe);
  try {
    // A test image that is broken would else be found when everything is trained.
    bar.start(folders.test.labels.length, 0, { what: 'Reading test images' });
    await decodeAll(testImages, (count) => bar.increment(count));
    bar.stop();

    const model = buildModel(recipe, classNames.length);
    await loadBackbone(model, recipe, options.weightsFile);
    const images = {
      train: openTrainingImages(folders.train, recipe, recipe.seed),
      validation: openImages(folders.validation, recipe, { keep: trainsOnImages(recipe) }),
    };
    const features = await featuresHere(engine, recipe, model, images.train.plain);
    const epochs = train(model, { images, features, classWeights }, recipe, {
      prepare: (count) => bar.start(count, 0, { what: model.prefix ? 'Computing features' : 'Reading images' }),
      prepared: (count) => bar.increment(count),
      learn() {
        bar.stop();
      },
      step() {},
    });
    for await (const epoch of epochs) options.onEpoch(epoch);
    return {
      model,
      evaluation: await evaluateOn(testImages, classNames, model, features, recipe),
      features: { ...features.counts, by: features.by },
    };
  } finally {
    bar.stop();
  }
}

/** What a trained network makes of labelled images. */
export async function evaluateOn(
  images: Images,
  classNames: readonly string[],
  model: RecipeModel,
  features: Features,
  recipe: Recipe,
): Promise<Measures> {
  const examples = await prepare(features, model.prefix, images, () => {});
  try {
    return measure(await judge(model, examples, recipe.training), images.labels, classNames);
  } finally {
    examples.close();
  }
}

async function loadBackbone({ backbone }: RecipeModel, recipe: Recipe, file: string | undefined): Promise<void> {
  const { directories, KERAS_WEIGHTS_URL } = readEnvironment();
  const bar = weightsBar();
  await loadWeights(backbone, {
    backbone: recipe.backbone,
    weights: file === undefined ? recipe.weights : { file },
    cacheDirectory: directories.cache,
    kerasWeightsUrl: KERAS_WEIGHTS_URL,
    onProgress: bar.update,
  }).finally(bar.stop);
}
