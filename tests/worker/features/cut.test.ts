import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parameterCounts } from '#contracts/parameters';
import { type Recipe, type RecipeInput, recipeSchema } from '#contracts/recipe';
import { cutBefore } from '../../../worker/features/cut.ts';
import { buildModel, countParameters } from '../../../worker/training/buildModel.ts';
import { startTestEngine } from '../../setup/engine.ts';

beforeAll(() => startTestEngine());

const images = (size: number) => tf.randomUniform([2, size, size, 3], -1, 1, 'float32', 1);

/** The largest difference of two tensors, over the largest value. */
function difference(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => a.sub(b).abs().max().div(a.abs().max()).dataSync()[0]!);
}

describe('a network that is cut anywhere answers what the whole one answers', () => {
  const layerBefore = (before: string) => recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64, freeze: { before } });
  const recipes: [string, Recipe, number[] | null][] = [
    ['after its pooling, when all is frozen', recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64 }), [1280]],
    ['nowhere, when nothing is frozen', recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64, freeze: 'none' }), null],
    ['where a plain layer begins', layerBefore('Conv_1'), [2, 2, 320]],
    // block_15 adds its input to its output: the last place that one tensor crosses is the sum before it.
    ['before a residual block, when its middle is asked for', layerBefore('block_15_depthwise'), [2, 2, 160]],
    ['nowhere, when only the first layer is trained with the rest', layerBefore('Conv1'), null],
  ];

  test.each(recipes)('%s', (_, recipe, shape) => {
    const model = buildModel(recipe, 3);
    const input = images(64);
    const whole = model.backbone.predict(input) as tf.Tensor;
    const pooled = tf.mean(whole, [1, 2]);
    const kernel = model.suffix.layers.at(-1)!.getWeights()[0] as tf.Tensor2D;
    const expected = tf.matMul(pooled as tf.Tensor2D, kernel);
    const features = model.prefix ? (model.prefix.predict(input) as tf.Tensor) : input;
    expect(model.prefix ? features.shape.slice(1) : null).toEqual(shape);
    expect(difference(expected, model.suffix.predict(features) as tf.Tensor)).toBeLessThan(1e-5);
  });
});

describe('parameters are what contracts/parameters foretells', () => {
  const recipes: RecipeInput[] = [
    { backbone: 'MobileNetV2', inputSize: 96 },
    { backbone: 'MobileNetV2', inputSize: 96, freeze: 'none' },
    { backbone: 'MobileNetV2', inputSize: 96, freeze: { before: 'block_14_project_BN' } },
    { backbone: 'MobileNetV2', inputSize: 75, head: { pooling: 'flatten', dense: [{ units: 8, activation: 'relu', dropout: 0.5 }] } },
    { backbone: 'CNN', inputSize: 64 },
    { backbone: 'CNN', inputSize: 64, head: { pooling: 'max' } },
  ];
  test.each(recipes.flatMap((recipe) => [2, 5].map((classes) => ({ recipe, classes }))))(
    '$recipe, $classes classes',
    ({ recipe, classes }) => {
      const whole = recipeSchema.parse(recipe);
      const { total, trainable } = parameterCounts(whole, classes);
      expect(countParameters(buildModel(whole, classes))).toEqual({ total, trainable });
    },
  );
});

test('layers before the first trained one are frozen also behind the cut', () => {
  const { suffix } = buildModel(
    recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64, freeze: { before: 'block_15_depthwise' } }),
    2,
  );
  const frozen = suffix.layers.filter(({ trainable, name }) => !trainable && name !== 'features').map(({ name }) => name);
  expect(frozen).toEqual(['block_15_expand', 'block_15_expand_BN', 'block_15_expand_relu']);
});

describe('the same seed makes the same network', () => {
  afterEach(() => tf.disposeVariables());
  const numbersOf = (seed: number) =>
    buildModel(recipeSchema.parse({ backbone: 'CNN', inputSize: 46, seed }), 2)
      .suffix.getWeights()
      .map((weight) => weight.dataSync());

  test('and another seed another one', () => {
    expect(numbersOf(1)).toEqual(numbersOf(1));
    expect(numbersOf(2)).not.toEqual(numbersOf(1));
  });
});

test('cutBefore leaves a network whole that has nothing to freeze', () => {
  const input = tf.input({ shape: [3] });
  const network = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor });
  expect(cutBefore(network, 0)).toMatchObject({ prefix: null, input: network.inputs[0], output: network.outputs[0] });
});
