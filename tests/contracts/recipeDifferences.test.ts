import { expect, test } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import { differingFields, fieldValueText, shortFieldName } from '#contracts/recipeDifferences';

const recipe = (more: object = {}) => parseRecipe({ backbone: 'VGG16', ...more }).recipe!;

test('only the fields that differ are named, in the order in which people write them', () => {
  const fields = differingFields([
    recipe({ training: { epochs: 5 }, seed: 1 }),
    recipe({ freeze: { before: 'block5_conv1' }, training: { epochs: 9 }, seed: 1 }),
  ]);
  expect(fields).toEqual([
    { path: 'freeze', values: ['all', { before: 'block5_conv1' }] },
    { path: 'training.epochs', values: [5, 9] },
  ]);
  expect(differingFields([recipe(), recipe(), recipe()])).toEqual([]);
  expect(differingFields([recipe()])).toEqual([]);
});

test('a group that one recipe lacks is one field, a group that all have is told field by field', () => {
  const flipped = recipe({ augmentation: { horizontalFlip: true } });
  const turned = recipe({ augmentation: { horizontalFlip: true, rotationRange: 40 } });
  expect(differingFields([recipe(), flipped]).map(({ path }) => path)).toEqual(['augmentation']);
  expect(differingFields([flipped, turned])).toEqual([{ path: 'augmentation.rotationRange', values: [0, 40] }]);
});

test('layers and stages are compared by their place, and one that is missing is undefined', () => {
  const one = recipe({ head: { dense: [{ units: 256 }] } });
  const two = recipe({ head: { dense: [{ units: 128 }, { units: 64 }] } });
  const fields = differingFields([one, two]);
  expect(fields.map(({ path }) => path)).toEqual(['head.dense.0.units', 'head.dense.1']);
  expect(fields[1]!.values[0]).toBeUndefined();
});

test('another optimizer brings other fields', () => {
  const fields = differingFields([recipe(), recipe({ optimizer: { name: 'sgd', learningRate: 0.001 } })]);
  expect(fields[0]).toEqual({ path: 'optimizer.name', values: ['rmsprop', 'sgd'] });
  const others = (momentum: number) => [recipe(), recipe({ optimizer: { name: 'sgd', momentum } }), adam];
  const adam = recipe({ optimizer: { name: 'adam' } });
  const paths = (recipes: unknown[]) => differingFields(recipes).map(({ path }) => path);
  // What came along without being chosen is no difference.
  expect(paths([recipe(), adam])).toEqual(['optimizer.name']);
  expect(paths(others(0))).toEqual(['optimizer.name', 'optimizer.learningRate']);
  expect(paths(others(0.9))).toEqual(['optimizer.name', 'optimizer.learningRate', 'optimizer.momentum']);
});

test('fields and values are short words on one line', () => {
  expect(shortFieldName('training.epochs')).toBe('epochs');
  expect(shortFieldName('optimizer.name')).toBe('optimizer');
  expect(shortFieldName('head.dense.0.units')).toBe('dense 1 units');
  expect(shortFieldName('stages.0')).toBe('stage 2');
  expect(fieldValueText('head.dense.0', { units: 256, activation: 'relu', dropout: 0.5, l2: 0 })).toBe(
    'units 256, dropout 0.5',
  );
  expect(fieldValueText('freeze', { before: 'block5_conv1' })).toBe('before block5_conv1');
  expect(fieldValueText('augmentation', recipe({ augmentation: { rotationRange: 40 } }).augmentation)).toBe(
    'rotationRange 40',
  );
  expect(fieldValueText('training.epochs', 0)).toBe('0');
  expect(fieldValueText('training.shuffle', false)).toBe('false');
  expect(fieldValueText('augmentation', null)).toBe('–');
  expect(
    fieldValueText('stages.0', { freeze: 'none', optimizer: { name: 'adam', learningRate: 1e-5 }, epochs: 3 }),
  ).toBe('freeze none, adam 0.00001, epochs 3');
});
