import type { Recipe } from './recipe.ts';

/** The same recipe from scratch: random weights, and every layer learns from the first epoch. */
export function twinRecipe(recipe: Recipe): Recipe {
  return {
    ...recipe,
    weights: 'random',
    freeze: 'none',
    precision: 'float32',
    stages: recipe.stages.map((stage) => ({ ...stage, freeze: 'none' as const })),
  };
}
