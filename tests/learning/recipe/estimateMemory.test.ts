import { expect, test } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { estimateRunMemory, type RunSize } from '../../../learning/recipe/estimateMemory.ts';
import { keptImageBytes, residentBytes } from '../../../learning/recipe/memoryBounds.ts';

// What processes really take is measured in tests/worker/queue/runMemory.test.ts.

function estimate(
  recipe: RecipeInput,
  train: number,
  engine: 'native' | 'wasm' = 'wasm',
  others: Partial<RunSize['images']> = {},
): number {
  const images = { train, validation: 0, test: 0, ...others };
  return estimateRunMemory(recipeSchema.parse(recipe), { classes: 2, images }, engine);
}

test('images that are trained on need memory until they are too many to keep', () => {
  const cnn = { backbone: 'CNN', inputSize: 96 } as const;
  const bytes = 96 ** 2 * 3;
  const most = Math.floor(keptImageBytes / bytes);
  expect(estimate(cnn, most) - estimate(cnn, 0)).toBe(most * bytes);
  expect(estimate(cnn, most + 1)).toBe(estimate(cnn, 0));
  expect(estimate(cnn, 0, 'wasm', { validation: most }) - estimate(cnn, 0)).toBe(most * bytes);
  expect(estimate(cnn, 0, 'wasm', { test: most })).toBe(estimate(cnn, 0));
});

test('behind a frozen prefix, augmented images need memory, and features do until they are too many', () => {
  const head = { backbone: 'MobileNetV2', head: { pooling: 'flatten' } } as const;
  const bytes = 7 ** 2 * 1280 * 4;
  const most = Math.floor(residentBytes / bytes);
  const fewer = most - 100;
  expect(estimate(head, most) - estimate(head, fewer)).toBe(2 * 100 * bytes);
  expect(estimate(head, most + 1)).toBeLessThan(estimate(head, fewer));
  expect(estimate(head, most + 1000)).toBe(estimate(head, most + 1));
  expect(estimate(head, most, 'wasm', { validation: most }) - estimate(head, most)).toBe(2 * most * bytes);
  expect(estimate(head, 0, 'wasm', { test: most })).toBe(estimate(head, most));
  const augmented = { ...head, augmentation: { horizontalFlip: true } };
  expect(estimate(augmented, most) - estimate(head, most)).toBe(most * 224 ** 2 * 3);
});

test('the features of every stage count, even where those of another stage are too many for memory', () => {
  const head = { backbone: 'VGG19', head: { pooling: 'flatten' } } as const;
  const stages = [{ freeze: { before: 'block5_conv1' } }];
  const [ofHead, ofBlock] = [7 ** 2 * 512 * 4, 14 ** 2 * 512 * 4];
  const count = 1000;
  expect(count * ofBlock).toBeGreaterThan(residentBytes);
  expect(estimate({ ...head, stages }, count) - estimate({ ...head, stages }, 0)).toBe(2 * count * ofHead);
});

test('where two tensors cross a cut, both are features, and the frozen prefix keeps nothing for gradients', () => {
  const recipe = (layer: string) => ({ backbone: 'NASNetMobile', freeze: { before: layer } }) as const;
  const bytes = (7 * 7 * 1056 + 7 * 7 * 1056) * 4;
  expect(estimate(recipe('activation_164'), 100) - estimate(recipe('activation_164'), 0)).toBe(2 * 100 * bytes);
  expect(estimate(recipe('activation_164'), 0)).toBeLessThan(
    estimate({ backbone: 'NASNetMobile', freeze: 'none' }, 0) / 4,
  );
});

test('a frozen prefix is timed in a second process, however small it is', () => {
  const nasnet = { backbone: 'NASNetMobile', inputSize: 32, training: { batchSize: 1 } } as const;
  const partial = estimate({ ...nasnet, freeze: { before: 'normal_conv_1_12' } }, 10);
  expect(partial).toBeGreaterThan(2 * 400e6);
  expect(estimate({ ...nasnet, freeze: 'none' }, 10)).toBeLessThan(2 * 400e6);
});

test('the course’s recipe with 4,000 images may take little more than the 1,930 MB that was measured', () => {
  const recipe: RecipeInput = {
    backbone: 'VGG19',
    head: { pooling: 'flatten' },
    training: { epochs: 2, batchSize: 100 },
  };
  const bytes = estimate(recipe, 4000, 'native', { validation: 20, test: 4 });
  expect(bytes).toBeGreaterThan(1930e6);
  expect(bytes).toBeLessThan(2500e6);
});
