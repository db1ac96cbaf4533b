import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { repairMaxPoolGradient } from '../../../../worker/engine/repairs/maxPoolGradient.ts';
import { numbers, onPlainJavaScript, processorTime, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

const gradient = (x: tf.Tensor, window: number, strides: number, pad: 'same' | 'valid') => [
  tf.grad((a) => tf.sum(tf.square(tf.maxPool(a as tf.Tensor4D, window, strides, pad))))(x),
];

let before = 0;
let large: () => tf.Tensor[];

beforeAll(async () => {
  await startBareWasm();
  const inputs = { input: numbers([8, 62, 62, 32], 1), dy: numbers([8, 31, 31, 32], 2) };
  // The kernel alone: what else a gradient needs would hide what is measured.
  large = () => [tf.engine().runKernel('MaxPoolGrad', inputs, { filterSize: 2, strides: 2, pad: 'valid' })];
  before = processorTime(large);
  repairMaxPoolGradient();
});

it.each([
  { window: 2, strides: 2, pad: 'valid' },
  { window: 2, strides: 2, pad: 'same' },
  { window: 3, strides: 2, pad: 'same' },
  { window: 3, strides: 2, pad: 'valid' },
  { window: 3, strides: 1, pad: 'same' },
] as const)('is the plain-JavaScript gradient: window $window, strides $strides, $pad', async ({ window, strides, pad }) => {
  const compute = () => gradient(numbers([2, 9, 8, 3], 1), window, strides, pad);
  expect(relativeDifference(values(compute), await onPlainJavaScript(compute))).toBeLessThan(1e-6);
});

it('gives the gradient to the first of equal maxima, as TensorFlow does', () => {
  const equal = values(() => gradient(tf.ones([1, 2, 2, 1]), 2, 2, 'valid'))[0];
  expect(Array.from(equal!)).toEqual([2, 0, 0, 0]);
});

it('takes less than two thirds of the processor time', () => {
  expect(processorTime(large)).toBeLessThan(before / 1.5);
});
