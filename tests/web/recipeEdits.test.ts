import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '#contracts/yaml';
import { withName, withPlace, withValue } from '../../web/components/recipes/recipeEdits.ts';

const written = readFileSync(new URL('../../recipes/cats-and-dogs-vgg19.yaml', import.meta.url), 'utf8');
const read = (text: string) => parseYaml(text).toJS() as unknown;

describe('an edit keeps comments and order', () => {
  test.each([
    ['training.epochs', 7, 'epochs: 100', 'epochs: 7'],
    ['preprocessing', 'backbone', 'preprocessing: rescale   # 1/255', 'preprocessing: backbone   # 1/255'],
    ['augmentation.horizontalFlip', false, 'horizontalFlip: true', 'horizontalFlip: false'],
    ['optimizer.learningRate', 0.00001, 'learningRate: 0.001', 'learningRate: 0.00001'],
  ])('of %s, and every other letter', (path, value, before, after) => {
    expect(withValue(written, path, value)).toBe(written.replace(before, after));
  });

  test('of a field that is new: it stands where people write it', () => {
    const text = withValue('# mine\nbackbone: CNN # small\n\n# at last\nseed: 3\n', 'training.epochs', 5);
    expect(text).toBe('# mine\nbackbone: CNN # small\ntraining: {epochs: 5}\n\n# at last\nseed: 3\n');
    expect(withValue('training: {batchSize: 3}', 'training.epochs', 5)).toBe('training: {epochs: 5, batchSize: 3}\n');
  });

  test('of a group that goes, and of one that takes a word’s place', () => {
    const text = withValue(written, 'augmentation', undefined);
    expect(text).toContain('# Cats or dogs');
    expect(text).toContain('# 1/255');
    expect(text).not.toContain('rotationRange');
    expect(withValue('freeze: all # at first\nseed: 1\n', 'freeze', { before: 'a' })).toBe(
      'freeze: {before: a} # at first\nseed: 1\n',
    );
    expect(withValue('freeze: {before: a} # at first\nseed: 1\n', 'freeze', 'none')).toBe(
      'freeze: none # at first\nseed: 1\n',
    );
  });

  test('in a block, with the blanks that its flow groups have', () => {
    const text = 'training:\n  # long\n  epochs: 3\nhead: { pooling: avg }\n';
    expect(withValue(text, 'training.batchSize', 8)).toBe(
      'training:\n  # long\n  epochs: 3\n  batchSize: 8\nhead: { pooling: avg }\n',
    );
  });
});

test.each([
  ['', 'backbone', 'CNN', { backbone: 'CNN' }],
  ['training: 5', 'training.epochs', 3, { training: { epochs: 3 } }],
  ['training:', 'training.epochs', 3, { training: { epochs: 3 } }],
  ['a: &x {epochs: 1}\ntraining: *x', 'training.epochs', 3, { a: { epochs: 1 }, training: { epochs: 3 } }],
  ['weights: imagenet', 'weights', '0198b4a2-0000', { weights: '0198b4a2-0000' }],
  ['weights: imagenet', 'weights', 'true', { weights: 'true' }],
  ['head: {dense: [{units: 3}, {units: 4}]}', 'head.dense.0', undefined, { head: { dense: [{ units: 4 }] } }],
  ['a: 1', 'b', undefined, { a: 1 }],
])('%j with %s as %j', (text, path, value, expected) => {
  expect(read(withValue(text, path, value))).toEqual(expected);
});

test('a class may have any name, a dot in it too', () => {
  const text = withValue('training: {classWeight: {"1.10": 3}}', ['training', 'classWeight', '1.10'], 4);
  expect(text).toBe('training: {classWeight: {"1.10": 4}}');
  expect(read(withValue(text, ['training', 'classWeight', '01'], 2))).toEqual({
    training: { classWeight: { '1.10': 4, '01': 2 } },
  });
});

test('a field gets another name, and an entry another place; both keep their comments', () => {
  expect(withName('training:\n  epoch: 3 # few\n', 'training.epoch', 'epochs')).toBe('training:\n  epochs: 3 # few\n');
  expect(withName('trainng: {epochs: 3}\n', 'trainng', 'training')).toBe('training: {epochs: 3}\n');
  const list = 'stages:\n  # one\n  - {epochs: 1}\n  # two\n  - {epochs: 2}\n';
  expect(read(withPlace(list, 'stages', 0, 1))).toEqual({ stages: [{ epochs: 2 }, { epochs: 1 }] });
  expect(withPlace(list, 'stages', 0, 1)).toContain('# two\n  - {epochs: 2}');
  expect(withPlace(list, 'stages', 1, 2)).toBe(list);
});
