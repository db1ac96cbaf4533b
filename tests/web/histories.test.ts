import { expect, test } from 'vitest';
import { lastNumber, mergeEpoch } from '../../web/components/runs/epochHistory.ts';
import { shareAxis } from '../../web/components/runs/shareAxis.ts';

const epoch = (number: number, loss = 1) => ({
  runId: 'r',
  epoch: number,
  loss,
  acc: 0.5,
  valLoss: null,
  valAcc: null,
  learningRate: 0.001,
  seconds: 1,
});

test('a new epoch is appended and the history that was there is not changed', () => {
  const history = [epoch(1), epoch(2)];
  expect(mergeEpoch(history, epoch(3)).map((each) => each.epoch)).toEqual([1, 2, 3]);
  expect(history).toHaveLength(2);
});

test('an epoch that comes twice is there once, as it came last', () => {
  expect(mergeEpoch([epoch(1), epoch(2)], epoch(2, 0.25))).toEqual([epoch(1), epoch(2, 0.25)]);
});

test('an epoch that comes late takes its place', () => {
  expect(mergeEpoch([epoch(2), epoch(9)], epoch(5)).map((each) => each.epoch)).toEqual([2, 5, 9]);
  expect(mergeEpoch([epoch(2)], epoch(1)).map((each) => each.epoch)).toEqual([1, 2]);
});

test('an empty history ends at 0', () => {
  expect(lastNumber([])).toBe(0);
  expect(lastNumber([epoch(1), epoch(7)])).toBe(7);
});

test.each([
  [
    [0.93, null, 0.71],
    [0.7, 0.8, 0.9, 1],
  ],
  [[0.12], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[1], [0.9, 1]],
  [[], [0.9, 1]],
])('the axis for %j is marked at %j', (shares, ticks) => {
  const axis = shareAxis(shares);
  expect(axis.ticks).toEqual(ticks);
  expect(axis.domain).toEqual([ticks[0], 1]);
});
