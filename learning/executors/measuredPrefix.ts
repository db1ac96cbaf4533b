import * as tf from '@tensorflow/tfjs';
import { recipeSchema } from '#contracts/recipe';
import { startEngine } from '../engine/engine.ts';
import { buildModel } from '../network/buildModel.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { frozenBatch } from '../recipe/memoryBounds.ts';

/**
 * What executors are timed on, made on WASM: the first frozen prefix of a recipe (as JSON) with random weights, and
 * images of `size` values each. Throws an Error if it has no prefix.
 */
export async function measuredPrefix(
  json: string,
): Promise<{ prefix: tf.LayersModel; pixels: Float32Array; size: number }> {
  await startEngine('wasm');
  const recipe = recipeSchema.parse(JSON.parse(json));
  const { prefix } = buildModel({ ...recipe, freeze: firstCut(recipe) ?? 'none' }, 2);
  if (!prefix) throw new Error('expected a recipe with a frozen prefix');
  const size = recipe.inputSize ** 2 * 3;
  const pixels = tf.tidy(() =>
    tf.randomUniform([frozenBatch.gpu * size], -1, 1, 'float32', recipe.seed).dataSync<'float32'>(),
  );
  return { prefix, pixels, size };
}
