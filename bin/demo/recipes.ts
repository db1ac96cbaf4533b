import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { imagenetReachable } from '#learning';

export interface DemoRecipes {
  transfer: RecipeInput;
  fromScratch: RecipeInput;
  /** Why these weights. */
  weightsReason: string;
}

const patienceMs = 5_000;

/**
 * The two recipes of recipes/, which train on the same images for the same number of epochs. Where Keras's own weights
 * cannot be had here, the recipe itself names others, with the preprocessing that those were trained with.
 */
export async function demoRecipes(kerasWeightsUrl: string): Promise<DemoRecipes> {
  const [frozen, fromScratch] = await Promise.all([readRecipe('mobilenetv2-frozen.yaml'), readRecipe('cnn.yaml')]);
  if (await imagenetReachable(kerasWeightsUrl, frozen.backbone, patienceMs))
    return { transfer: frozen, fromScratch, weightsReason: "imagenet: Keras's own weights" };
  const { host } = new URL(kerasWeightsUrl);
  return {
    transfer: { ...frozen, weights: 'nsfwjs', preprocessing: 'rescale' },
    fromScratch,
    weightsReason: `nsfwjs (ImageNet's, from npm, fine-tuned to screen images): ${host} does not have Keras's own`,
  };
}

async function readRecipe(name: string): Promise<RecipeInput> {
  const recipe = parse(await readFile(new URL(`../../recipes/${name}`, import.meta.url), 'utf8')) as RecipeInput;
  recipeSchema.parse(recipe);
  return recipe;
}
