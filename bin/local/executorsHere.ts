import type { Recipe } from '#contracts/recipe';
import { readEnvironment } from '#prisma/environment';
import type { Examples } from '../../worker/data/examples.ts';
import type { Engine } from '../../worker/engine/engine.ts';
import { chooseExecutor } from '../../worker/features/chooseExecutor.ts';
import { choosePrecision } from '../../worker/features/choosePrecision.ts';
import { type Executors, openExecutors } from '../../worker/features/executors.ts';
import type { RecipeModel } from '../../worker/training/buildModel.ts';

/** The executor that a worker on this machine would choose for a recipe's frozen part. int8 is calibrated on the training images. */
export async function executorsForTraining(engine: Engine, recipe: Recipe, { prefix }: RecipeModel, images: Examples): Promise<Executors> {
  if (!prefix) return openExecutors('tfjs');
  const { executor, quantized } = await choosePrecision(engine, recipe, prefix, images, readEnvironment().directories.cache);
  return openExecutors(executor.name, quantized);
}

/** The executor for a model that was trained before. It is in float32, as the training images are not at hand. */
export async function executorsForModel(engine: Engine, recipe: Recipe, { prefix }: RecipeModel): Promise<Executors> {
  const choice = prefix && (await chooseExecutor(engine, recipe, prefix, readEnvironment().directories.cache));
  return openExecutors(choice?.name ?? 'tfjs');
}
