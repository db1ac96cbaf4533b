import { expect, test } from 'vitest';
import { backboneNames, backbones } from '#contracts/backbones';
import { layersOf } from '#contracts/layers';
import { parameterCounts, sizeInKerasWords } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';
import { describeModel } from '#learning';

const cases = backboneNames.flatMap((backbone) =>
  [backbones[backbone].inputSize, backbones[backbone].smallestInput + 13].map((inputSize) => ({ backbone, inputSize })),
);

test.each(cases)(
  '$backbone at $inputSize pixels has the layers that summary() prints',
  async ({ backbone, inputSize }) => {
    const { firstLayer } = { firstLayer: backbones[backbone].layers.at(-2)!.name };
    const recipe = recipeSchema.parse({
      backbone,
      inputSize,
      weights: backbone === 'CNN' ? 'random' : 'imagenet',
      freeze: backbone === 'CNN' ? 'none' : { before: firstLayer },
      head: { pooling: 'flatten', dense: [{ units: 8, dropout: 0.5 }, { units: 4 }], dropout: 0.1 },
    });
    const described = await describeModel(recipe, 6);
    const printed = described.layers.map(({ name, outputShape, params }) => [name, outputShape.slice(1), params]);
    const ours = layersOf(recipe, 6).map(({ name, shape, params }) => [name, shape, params]);
    expect(ours).toEqual(printed);
    expect(parameterCounts(recipe, 6)).toMatchObject({
      total: described.totalParams,
      trainable: described.trainableParams,
    });
  },
);

test('numbers of parameters are printed as Keras prints them', () => {
  expect(sizeInKerasWords(0)).toBe('0 (0.00 B)');
  expect(sizeInKerasWords(1281)).toBe('1,281 (5.00 KB)');
  expect(sizeInKerasWords(20_049_473)).toBe('20,049,473 (76.48 MB)');
});
