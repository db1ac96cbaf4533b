import { expect, test } from 'vitest';
import { apartFromStarter } from '#contracts/runLabel';
import { lineColors, lineStyle } from '../../web/components/charts/lineColors.ts';
import { bestPoint, comparedCurves, lastPoint } from '../../web/components/comparison/comparedCurves.ts';
import { lineDiff } from '../../web/components/comparison/lineDiff.ts';
import { apartLabels, runLabels } from '../../web/components/runs/runLabel.ts';

const points = (values: (number | null)[], step = 1) =>
  values.map((value, index) => ({ epoch: 1 + index * step, value }));

test('lines share the epochs that any of them has, and one without an epoch is passed over there', () => {
  const histories = [
    { runId: 'a', points: points([0.1, 0.2, 0.3]) },
    { runId: 'b', points: points([0.5, null], 2) },
    { runId: 'hidden', points: points([9, 9, 9, 9, 9]) },
  ];
  const lines = [
    { runIds: ['a'], label: 'A', style: 0 },
    { runIds: ['b'], label: 'B', style: 1 },
  ];
  const { x, series } = comparedCurves(lines, histories, 0);
  expect(x).toEqual([1, 2, 3]);
  expect(series.map(({ values }) => values)).toEqual([
    [0.1, 0.2, 0.3],
    [0.5, undefined, null],
  ]);
  expect(series.some(({ spread }) => spread)).toBe(false);
});

test('the seeds of a recipe are their mean and a band from the least to the greatest', () => {
  const histories = [
    { runId: 'a', points: points([0.2, 0.4]) },
    { runId: 'b', points: points([0.4, 0.6, 0.9]) },
  ];
  const { series } = comparedCurves([{ runIds: ['a', 'b'], label: 'Both', style: 0 }], histories, 0);
  expect(series[0]!.values).toEqual([expect.closeTo(0.3), 0.5, 0.9]);
  expect(series[0]!.spread).toEqual({ low: [0.2, 0.4, 0.9], high: [0.4, 0.6, 0.9] });
});

test('the best is the least of losses and the greatest of accuracies, and the first of equal ones', () => {
  expect(bestPoint(points([0.3, 0.1, null, 0.1]), true)).toEqual({ epoch: 2, value: 0.1 });
  expect(bestPoint(points([0.3, 0.9, 0.4]), false)).toEqual({ epoch: 2, value: 0.9 });
  expect(bestPoint([], true)).toBeNull();
  expect(lastPoint(points([0.3, 0.9, 0.4, null]))).toEqual({ epoch: 3, value: 0.4 });
  expect(lastPoint([])).toBeNull();
});

test('texts are compared line by line', () => {
  expect(lineDiff('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([
    { where: 'BOTH', text: 'a' },
    { where: 'FIRST', text: 'b' },
    { where: 'SECOND', text: 'x' },
    { where: 'BOTH', text: 'c' },
    { where: 'SECOND', text: 'd' },
  ]);
  expect(lineDiff('same', 'same').every(({ where }) => where === 'BOTH')).toBe(true);
});

test('twenty lines all look different, and each colour stands out from white and from dark pages', () => {
  const styles = Array.from({ length: 20 }, (_, index) => JSON.stringify(lineStyle(index)));
  expect(new Set(styles).size).toBe(20);
  for (const color of lineColors)
    for (const page of ['#ffffff', '#242424']) expect(contrast(color, page), color).toBeGreaterThanOrEqual(3);
});

/** WCAG 2.2's contrast of two colours. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const run = (recipe: object, name: string | null = null) => ({
  name,
  weights: 'imagenet',
  recipe: { backbone: 'VGG16', weights: 'imagenet', seed: 42, training: { epochs: 5 }, ...recipe },
});

test('runs are called by their names, else by what others have differently', () => {
  expect(runLabels([run({}), run({ seed: 7 }), run({ seed: 8 }, 'lucky')])).toEqual(['seed 42', 'seed 7', 'lucky']);
  expect(runLabels([run({}), run({ backbone: 'CNN', training: { epochs: 9 } })])).toEqual([
    'VGG16, epochs 5',
    'CNN, epochs 9',
  ]);
  expect(runLabels([run({})])).toEqual(['VGG16, imagenet, 42']);
  expect(runLabels([run({ seed: 1 }), run({ seed: 2, training: { epochs: 6 } })], true)).toEqual([
    'epochs 5',
    'epochs 6',
  ]);
});

test('a list leaves the network out where it is the name already', () => {
  expect(apartLabels([run({}), run({ backbone: 'CNN', seed: 1 }, 'mine')])).toEqual(['seed 42', 'CNN, seed 1']);
});

test('a list tells runs of one network apart, whatever the other networks differ in', () => {
  const [first, second] = [run({ seed: 1 }), run({ seed: 2 })];
  expect(apartLabels([first, second, run({ backbone: 'CNN', inputSize: 46, training: { epochs: 9 } })])).toEqual([
    'seed 1',
    'seed 2',
    expect.stringContaining('epochs 9'),
  ]);
});

test('a label begins with what fewest others have, and says what a second stage is', () => {
  const head = { dense: [{ units: 256, activation: 'relu', dropout: 0.5 }] };
  const stage = (freeze: object) => ({ epochs: 3, freeze, optimizer: { name: 'adam', learningRate: 0.0001 } });
  const of = (epochs: number, stages: object[], more: object = {}) =>
    run({ inputSize: 224, head, optimizer: { name: 'adam', beta1: 0.9 }, training: { epochs }, stages, ...more });
  const plain = { inputSize: 32, head: { dense: [] }, optimizer: { name: 'rmsprop', rho: 0.9, momentum: 0 } };
  expect(apartLabels([of(8, [stage({ before: 'Conv_1' })]), of(20, []), of(20, []), of(4, [], plain)])).toEqual([
    'epochs 8, stage 2 freeze before Conv_1, inputSize 224, …',
    'epochs 20, inputSize 224, dense 1 units 256, …',
    'epochs 20, inputSize 224, dense 1 units 256, …',
    'epochs 4, inputSize 32, rmsprop',
  ]);
  expect(runLabels([of(8, []), of(8, [stage({ before: 'a' })]), of(8, [stage({ before: 'b' })])])).toEqual([
    'stage 2 –',
    'stage 2 freeze before a',
    'stage 2 freeze before b',
  ]);
});

test('a title says what differs from the starter recipe', () => {
  expect(apartFromStarter(run({ training: { epochs: 9 }, seed: 1 }), run({}).recipe)).toBe('epochs 9, seed 1');
  expect(apartFromStarter(run({}), run({}).recipe)).toBe('');
});
