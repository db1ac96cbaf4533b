import type { Recipe } from '#contracts/recipe';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';

/** The epoch with the least validation loss; null where nothing was validated. */
export function bestEpoch(epochs: readonly EpochFieldsFragment[]): EpochFieldsFragment | null {
  return epochs.reduce<EpochFieldsFragment | null>((best, epoch) => {
    if (epoch.valLoss == null) return best;
    return best?.valLoss == null || epoch.valLoss < best.valLoss ? epoch : best;
  }, null);
}

/** The epochs from which on the learning rate is smaller, but for those that begin a stage. */
export function rateCuts(epochs: readonly EpochFieldsFragment[], recipe: Recipe): EpochFieldsFragment[] {
  const begins = new Set(stageBands(recipe).map(({ from }) => from));
  return epochs.filter(
    ({ epoch, learningRate }, index) =>
      index > 0 && learningRate < epochs[index - 1]!.learningRate && !begins.has(epoch),
  );
}

/**
 * Where the stages of a recipe lie; none where there is one stage alone, or where early stopping decides how long they
 * are.
 */
export function stageBands(recipe: Recipe): { from: number; to: number }[] {
  if (recipe.stages.length === 0 || recipe.training.earlyStopping) return [];
  let from = 1;
  return [recipe.training, ...recipe.stages].map(({ epochs }) => {
    const band = { from, to: from + epochs };
    from += epochs;
    return band;
  });
}
