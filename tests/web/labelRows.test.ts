import { expect, test } from 'vitest';
import { labelRows } from '../../web/components/charts/labelRows.ts';

test('labels that have room stand in one row; one that would lie over another goes to the next', () => {
  const labels = [
    { left: 0, right: 50 },
    { left: 40, right: 90 },
    { left: 60, right: 100 },
  ];
  expect(labelRows(labels, 2)).toEqual([0, 1, 0]);
});

test('a label that finds no room in any row is left out', () => {
  const label = { left: 0, right: 50 };
  expect(labelRows([label, label, label], 2)).toEqual([0, 1, null]);
});
