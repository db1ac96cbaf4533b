import { isPublishedId, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import {
  checkImages,
  computeMetrics,
  type EpochResult,
  type Metrics,
  type TrainedRecipe,
  type TrainingPlace,
  trainRecipe,
} from '#learning';
import { phaseBars } from './bars.ts';
import type { DataFolders } from './dataFolders.ts';

/** Throws WEIGHTS_UNAVAILABLE for a recipe whose weights are on a server, unless a file takes their place. */
export function requireLocalWeights({ weights }: Recipe, weightsFile?: string): void {
  if (weightsFile !== undefined || !isPublishedId(weights)) return;
  throw new RunFailure(
    'WEIGHTS_UNAVAILABLE',
    `Expected weights that can be had without a server, received the id ${weights} of published ones; ` +
      '--weights-file may name a file of them',
  );
}

/** How many images went through the frozen prefix, how many features the store had, and what computed them. */
export type FeaturesUse = TrainedRecipe['features'];

export interface Trained extends Pick<TrainedRecipe, 'eightBits'> {
  model: TrainedRecipe['model'];
  evaluation: Metrics;
  features: FeaturesUse;
  /** Of the backbone's weights, before training. */
  weightsHash: string;
}

/** Trains a recipe on folders of images in this process and shows on the terminal how far it is. Throws RunFailures. */
export async function trainOn(
  place: TrainingPlace,
  folders: DataFolders,
  recipe: Recipe,
  { weightsFile, onEpoch }: { weightsFile?: string | undefined; onEpoch(epoch: EpochResult): void },
): Promise<Trained> {
  const { classNames } = folders.train;
  const progress = phaseBars();
  try {
    // A broken test image would otherwise be found when everything is trained.
    progress.show('Reading test images', folders.test.labels.length);
    await checkImages(folders.test, recipe, progress.advance);
    const weights = weightsFile === undefined ? recipe.weights : { file: weightsFile };
    const task = { recipe, classNames, images: folders, weights, viewSeed: recipe.seed };
    let weightsHash = '';
    const { model, predictions, features, eightBits } = await trainRecipe(task, place, {
      progress,
      async onStart(facts) {
        weightsHash = facts.weightsHash;
      },
      onTraining: async () => progress.stop(),
      onEpoch,
    });
    const evaluation = computeMetrics(predictions, folders.test.labels, classNames);
    return { model, evaluation, features, weightsHash, eightBits };
  } finally {
    progress.stop();
  }
}
