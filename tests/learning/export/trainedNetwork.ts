import { readFileSync } from 'node:fs';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { buildModel } from '../../../learning/network/buildModel.ts';
import type { SavedModel } from '../../../learning/network/savedModel.ts';
import { fill } from '../backbones/formula.ts';

/** A recipe's network whose parameters are the formula's, as if it had been trained. */
export function trainedNetwork(input: RecipeInput, classes: number): SavedModel {
  const recipe = recipeSchema.parse({ weights: input.backbone === 'CNN' ? 'random' : 'imagenet', ...input });
  const model = buildModel(recipe, classes);
  fill(model.backbone, gainOf(recipe.backbone));
  return { recipe, classNames: Array.from({ length: classes }, (_, index) => `class ${index}`), model };
}

/** Keeps the answers of deep networks neither tiny nor huge. */
function gainOf(name: string): number {
  return JSON.parse(readFileSync(new URL(`../../keras/golden/${name}.json`, import.meta.url), 'utf8')).gain ?? 1;
}
