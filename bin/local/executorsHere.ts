import type { Recipe } from '#contracts/recipe';
import { readEnvironment } from '#prisma/environment';
import type { Engine } from '../../worker/engine/engine.ts';
import { chooseExecutor } from '../../worker/features/chooseExecutor.ts';
import { type Executors, openExecutors } from '../../worker/features/executors.ts';
import type { RecipeModel } from '../../worker/training/buildModel.ts';

/** The executor that a worker on this machine would choose for a recipe's frozen part. */
export async function executorsHere(engine: Engine, recipe: Recipe, { prefix }: RecipeModel): Promise<Executors> {
  const choice = prefix && (await chooseExecutor(engine, recipe, prefix, readEnvironment().directories.cache));
  return openExecutors(choice?.name ?? 'tfjs');
}
