import type { RecipeInput } from './recipe.ts';

const all: Record<keyof RecipeInput, true> = {
  backbone: true,
  weights: true,
  inputSize: true,
  interpolation: true,
  preprocessing: true,
  freeze: true,
  precision: true,
  head: true,
  augmentation: true,
  optimizer: true,
  training: true,
  stages: true,
  seed: true,
};

/** A recipe's fields in the order in which people write them: what the network is, then how it trains. */
export const recipeFields: readonly string[] = Object.keys(all);
