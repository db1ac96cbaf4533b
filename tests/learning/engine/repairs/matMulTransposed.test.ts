import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { repairMatMulTransposed } from '../../../../learning/engine/repairs/matMulTransposed.ts';
import { kernels, numbers, onPlainJavaScript, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

const products = () =>
  [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) =>
      tf.matMul(
        transposeA ? numbers([5, 7], 1) : numbers([7, 5], 1),
        transposeB ? numbers([3, 5], 2) : numbers([5, 3], 2),
        transposeA,
        transposeB,
      ),
    ),
  );
const stack = () => [tf.matMul(numbers([2, 5, 7], 1), numbers([2, 3, 5], 2), true, true)];

beforeAll(async () => {
  await startBareWasm();
  repairMatMulTransposed();
});

it.each([
  { what: 'matrices', compute: products },
  { what: 'stacks of matrices', compute: stack },
])('$what have the plain-JavaScript product however they are transposed', async ({ compute }) => {
  expect(relativeDifference(values(compute), await onPlainJavaScript(compute))).toBeLessThan(1e-6);
});

it('the product in the gradient of a dense layer is one of matrices of which neither is transposed', async () => {
  const inputs = numbers([32, 40], 1);
  const gradient = numbers([32, 8], 2);
  const straight = [
    [40, 32],
    [32, 8],
  ];
  const ran = await kernels(() => [tf.matMul(inputs, gradient, true, false)]);
  expect(ran).toMatchObject([
    { name: 'Transpose' },
    { name: 'BatchMatMul', inputShapes: straight },
    { name: 'BatchMatMul' },
  ]);
});
