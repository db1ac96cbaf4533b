import { expect, test } from 'vitest';
import { recipeSchema } from '#contracts/recipe';
import { trainsBackbone } from '../../web/components/analyses/trainsBackbone.ts';

test('a backbone is trained where a stage leaves a layer of it free', () => {
  const trains = (recipe: object) => trainsBackbone(recipeSchema.parse({ backbone: 'MobileNetV2', ...recipe }));
  expect(trains({ freeze: 'all', stages: [{ freeze: 'all' }] })).toBe(false);
  expect(trains({ freeze: 'all', stages: [{ freeze: { before: 'Conv_1' } }] })).toBe(true);
  expect(trains({ freeze: 'none' })).toBe(true);
});
