import { isPublishedId } from '#contracts/recipe';
import type { Context } from '../graphql/context.ts';
import { weightsLoaders } from './weights.loaders.ts';

/** What a recipe's weights are called: their name, also where the recipe says an id. */
export async function weightsName(context: Context, weights: string): Promise<string> {
  if (!isPublishedId(weights)) return weights;
  return (await weightsLoaders(context).weights.load(weights))?.name ?? weights;
}
