import type { Recipe } from '#contracts/recipe';
import { readEnvironment } from '#prisma/environment';
import type { Engine } from '../../worker/engine/engine.ts';
import { chooseExecutor } from '../../worker/features/chooseExecutor.ts';
import { openExecutors } from '../../worker/features/executors.ts';
import { type Features, openFeatures } from '../../worker/features/features.ts';
import { openFeatureStore } from '../../worker/features/store/featureStore.ts';
import type { RecipeModel } from '../../worker/training/buildModel.ts';

/** The features of a recipe's frozen part as a worker on this machine computes them, in the store that it uses. */
export async function featuresHere(engine: Engine, recipe: Recipe, { prefix }: RecipeModel): Promise<Features> {
  const { directories, featureStore } = readEnvironment();
  const executor = prefix ? await chooseExecutor(engine, recipe, prefix, directories.cache) : { name: 'tfjs' as const, version: '' };
  return openFeatures(openExecutors(executor), openFeatureStore(featureStore));
}
