import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Recipe, type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { Bench } from '../bench.ts';

/**
 * One of the course's recipes with changes, in whole. With `quick`, on images so small that it only shows that it
 * works.
 */
export function courseRecipe({ quick }: Pick<Bench, 'quick'>, file: string, changes: Partial<RecipeInput>): Recipe {
  const text = readFileSync(new URL(`../../../recipes/${file}`, import.meta.url), 'utf8');
  const recipe: RecipeInput = { ...parse(text), ...changes };
  return recipeSchema.parse(
    quick ? { ...recipe, inputSize: 64, training: { ...recipe.training, batchSize: 8 } } : recipe,
  );
}

/** Another student's: the same network up to the head, which has a hidden layer more. */
export function withOtherHead(recipe: Recipe): Recipe {
  const dense = [{ units: 64, activation: 'relu', dropout: 0, l2: 0 } as const];
  return { ...recipe, head: { ...recipe.head, dense } };
}
