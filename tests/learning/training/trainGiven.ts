import { recipeSchema } from '#contracts/recipe';
import { buildModel, type RecipeModel } from '../../../learning/network/buildModel.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { trainStage } from '../../../learning/training/trainStage.ts';
import { givenExamples } from './givenExamples.ts';

/** A network that is trained whole, and a head on the 11,520 features of a frozen one; each with dropout. */
const cases = {
  cnn: {
    recipe: {
      backbone: 'CNN',
      inputSize: 46,
      head: { pooling: 'flatten', dense: [{ units: 512, activation: 'relu', dropout: 0.5 }] },
    },
    shape: [46, 46, 3],
  },
  head: {
    recipe: { backbone: 'MobileNetV2', inputSize: 96, freeze: 'all', head: { pooling: 'flatten', dropout: 0.2 } },
    shape: [11_520],
  },
} as const;

export type GivenCase = keyof typeof cases;

/** Trains one of the cases on examples that are always the same, on the engine that is started. */
export async function* trainGiven(
  name: GivenCase,
  { examples = 48, epochs = 2 } = {},
): AsyncGenerator<EpochResult, RecipeModel> {
  const recipe = recipeSchema.parse({ ...cases[name].recipe, training: { epochs, batchSize: 32 } });
  const model = buildModel(recipe, 2);
  const given = givenExamples(examples, [...cases[name].shape]);
  yield* trainStage(
    model,
    { train: { plain: given, view: null }, validation: given },
    { optimizer: recipe.optimizer, epochs },
    {
      training: recipe.training,
      seed: recipe.seed,
    },
  );
  return model;
}
