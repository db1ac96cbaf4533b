import { expect, test } from 'vitest';
import { countSteps, epochOf, type Position, stepsOver } from '../../../learning/training/steps.ts';

/** The sizes of the batches of each of 6 epochs. */
function epochs(count: number, options: { batchSize: number; stepsPerEpoch?: number; shuffle?: boolean }) {
  return epochsFrom({ pass: 1, batch: 0 }, count, options);
}

function epochsFrom(position: Position, count: number, options: Parameters<typeof epochs>[1]) {
  const steps = stepsOver(count, { shuffle: false, ...options }, 1, position);
  return Array.from({ length: 6 }, () => [...epochOf(steps, options)]);
}

test('without stepsPerEpoch an epoch is a pass', () => {
  const [first, second] = epochs(5, { batchSize: 2 });
  expect(first!.map(({ pass, indices }) => [pass, ...indices])).toEqual([
    [1, 0, 1],
    [1, 2, 3],
    [1, 4],
  ]);
  expect(second!.map(({ pass }) => pass)).toEqual([2, 2, 2]);
});

test('with stepsPerEpoch an epoch continues the pass, and the last epoch of a pass is shorter, as in Keras', () => {
  const all = epochs(5, { batchSize: 1, stepsPerEpoch: 2 });
  expect(all.map((steps) => steps.map(({ pass, indices }) => `${pass}:${indices[0]}`))).toEqual([
    ['1:0', '1:1'],
    ['1:2', '1:3'],
    ['1:4'],
    ['2:0', '2:1'],
    ['2:2', '2:3'],
    ['2:4'],
  ]);
});

test('each pass has an order of its own', () => {
  const [first, second] = epochs(20, { batchSize: 20, shuffle: true });
  expect(first![0]!.indices).not.toEqual(second![0]!.indices);
  expect(first![0]!.indices.toSorted()).toEqual(second![0]!.indices.toSorted());
});

test('steps can go on from where others stopped, after any step', () => {
  const options = { batchSize: 2, stepsPerEpoch: 2, shuffle: true };
  const whole = epochs(7, options);
  const position = { pass: 1, batch: 0 };
  const steps = stepsOver(7, options, 1, position);
  for (const at of whole.keys()) {
    expect(epochsFrom({ ...position }, 7, options).slice(0, whole.length - at)).toEqual(whole.slice(at));
    for (const _ of epochOf(steps, options));
  }
});

test('no examples, no steps', () => {
  expect(epochs(0, { batchSize: 2 })[0]).toEqual([]);
});

test.each([
  [5, 1, undefined],
  [5, 1, 2],
  [5, 2, 2],
  [6, 1, 3],
  [6, 2, 9],
  [7, 3, 1],
])('the steps of %d examples in batches of %d, %s an epoch, are counted before', (count, batchSize, stepsPerEpoch) => {
  const options = { batchSize, stepsPerEpoch };
  for (const planned of [1, 4, 6])
    expect(countSteps(planned, options, count)).toBe(epochs(count, options).slice(0, planned).flat().length);
});
