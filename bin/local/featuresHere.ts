import type { Recipe } from '#contracts/recipe';
import { readEnvironment } from '#machine/environment';
import type { Images } from '../../learning/data/examples.ts';
import type { Engine } from '../../learning/engine/engine.ts';
import { chooseExecutor } from '../../learning/executors/chooseExecutor.ts';
import { choosePrecision, type PrecisionChoice } from '../../learning/executors/choosePrecision.ts';
import { openExecutors } from '../../learning/executors/executors.ts';
import { type Features, openFeatures } from '../../learning/features/features.ts';
import { openFeatureStore } from '../../learning/features/store/featureStore.ts';
import type { RecipeModel } from '../../learning/network/buildModel.ts';

/**
 * The features of a recipe's frozen part as a worker on this machine computes them, in the store that it uses. `images`
 * to train on are what int8 is calibrated on; a model that was trained before has none and is in float32.
 */
export async function featuresHere(
  engine: Engine,
  recipe: Recipe,
  { prefix }: RecipeModel,
  images?: Images,
): Promise<Features> {
  const { directories, featureStore } = readEnvironment();
  const tfjs = {
    name: 'tfjs',
    version: engine.environment.engineVersion,
    reason: 'no stage freezes anything',
  } as const;
  const float32 = (await chooseExecutor(engine, recipe, directories.cache)) ?? tfjs;
  const { executor, quantized }: PrecisionChoice = images
    ? await choosePrecision(engine, recipe, prefix, images, float32, directories.cache)
    : { executor: float32 };
  return openFeatures(openExecutors(executor, quantized), openFeatureStore(featureStore));
}
