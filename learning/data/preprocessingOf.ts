import { backbones } from '#contracts/backbones';
import { type Preprocessing, preprocessingOfKind } from '#contracts/pixels/preprocess';
import type { Recipe } from '#contracts/recipe';

/** What a recipe asks for: a division by 255, or the backbone's `preprocess_input`. */
export function preprocessingOf({
  backbone,
  preprocessing,
}: Pick<Recipe, 'backbone' | 'preprocessing'>): Preprocessing {
  return preprocessingOfKind(preprocessing === 'rescale' ? 'rescale' : backbones[backbone].preprocessInput);
}
