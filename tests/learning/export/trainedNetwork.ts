import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { buildModel } from '../../../learning/network/buildModel.ts';
import { probabilitiesOf } from '../../../learning/network/loss.ts';
import type { SavedModel } from '../../../learning/network/savedModel.ts';
import { fill, images } from '../backbones/formula.ts';

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

/** What a trained network answers for the formula's two images: its probabilities. */
export function answersOf({ recipe, model }: Pick<SavedModel, 'recipe' | 'model'>): number[] {
  return tf.tidy(() => {
    const input = images(recipe.inputSize);
    const features = model.prefix ? (model.prefix.predict(input) as tf.Tensor) : input;
    return [...probabilitiesOf(model.suffix.predict(features) as tf.Tensor2D).dataSync()];
  });
}
