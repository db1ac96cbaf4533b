import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { repairSumOfRows } from '../../../../learning/engine/repairs/sumOfRows.ts';
import { kernels, numbers, onPlainJavaScript, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

beforeAll(async () => {
  await startBareWasm();
  repairSumOfRows();
});

it.each([
  { what: 'over images, rows and columns', axes: [0, 1, 2] },
  { what: 'over the same, in another order and from the end', axes: [2, -4, 1] },
  { what: 'over images alone', axes: [0] },
  { what: 'over channels', axes: [3] },
  { what: 'over rows, columns and channels', axes: [1, 2, 3] },
  { what: 'over everything', axes: undefined },
])('sums $what are those of plain JavaScript', async ({ axes }) => {
  const compute = () => [false, true].map((keepDims) => tf.sum(numbers([3, 5, 4, 6], 1), axes, keepDims));
  expect(relativeDifference(values(compute), await onPlainJavaScript(compute))).toBeLessThan(1e-6);
});

it('keeps the dimensions where that is asked for, and matrices and numbers of other kinds are summed too', () => {
  const x = tf.tensor2d([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(tf.sum(x, 0, true).arraySync()).toEqual([[9, 12]]);
  expect(tf.sum(x, 0).arraySync()).toEqual([9, 12]);
  expect(tf.sum(tf.cast(x, 'int32'), 0).arraySync()).toEqual([9, 12]);
});

it('is one product of matrices, and transposes nothing', async () => {
  const x = numbers([3, 5, 4, 6], 1);
  const ran = await kernels(() => [tf.sum(x, [0, 1, 2])]);
  expect(ran.filter(({ name }) => name !== 'Reshape')).toMatchObject([
    {
      name: 'BatchMatMul',
      inputShapes: [
        [1, 60],
        [60, 6],
      ],
    },
    { name: 'Sum' },
  ]);
});
