import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { imagenetReachable, mayHaveGpu } from '#learning';
import type { Environment } from '#machine/environment';

export interface DemoRecipes {
  transfer: RecipeInput;
  fromScratch: RecipeInput;
  /** Why these weights. */
  weightsReason: string;
  /** Why the recipes are smaller than those of recipes/; absent where they are not. */
  smallerReason?: string;
}

const patienceMs = 5_000;

/**
 * The two recipes of recipes/, which train on the same images for the same number of epochs. Where Keras's own weights
 * cannot be had here, the recipe itself names others, with the preprocessing that those were trained with.
 */
export async function demoRecipes({
  KERAS_WEIGHTS_URL: kerasWeightsUrl,
  ENGINE,
}: Pick<Environment, 'KERAS_WEIGHTS_URL' | 'ENGINE'>): Promise<DemoRecipes> {
  const whole = await Promise.all([readRecipe('mobilenetv2-frozen.yaml'), readRecipe('cnn.yaml')]);
  if (ENGINE !== 'webgpu' || mayHaveGpu()) return withWeights(whole, kerasWeightsUrl);
  const [frozen, fromScratch] = whole;
  const training = { epochs: 2, batchSize: 32, stepsPerEpoch: 2 };
  const smaller = [
    { ...frozen, inputSize: 96, training },
    { ...fromScratch, inputSize: 46, training },
  ] as const;
  const smallerReason =
    'small images and 2 short epochs: without a GPU the processor plays one, a hundred times slower';
  return { ...(await withWeights(smaller, kerasWeightsUrl)), smallerReason };
}

async function withWeights(
  [frozen, fromScratch]: readonly [RecipeInput, RecipeInput],
  kerasWeightsUrl: string,
): Promise<DemoRecipes> {
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
