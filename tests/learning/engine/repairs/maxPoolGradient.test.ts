import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it, vi } from 'vitest';
import { repairMaxPoolGradient } from '../../../../learning/engine/repairs/maxPoolGradient.ts';
import { numbers, onPlainJavaScript, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

const gradient = (x: tf.Tensor, window: number, strides: number, pad: 'same' | 'valid') => [
  tf.grad((a) => tf.sum(tf.square(tf.maxPool(a as tf.Tensor4D, window, strides, pad))))(x),
];

beforeAll(async () => {
  await startBareWasm();
  repairMaxPoolGradient();
});

it.each([
  { window: 2, strides: 2, pad: 'valid' },
  { window: 2, strides: 2, pad: 'same' },
  { window: 3, strides: 2, pad: 'same' },
  { window: 3, strides: 2, pad: 'valid' },
  { window: 3, strides: 1, pad: 'same' },
] as const)(
  'is the plain-JavaScript gradient: window $window, strides $strides, $pad',
  async ({ window, strides, pad }) => {
    const compute = () => gradient(numbers([2, 9, 8, 3], 1), window, strides, pad);
    expect(relativeDifference(values(compute), await onPlainJavaScript(compute))).toBeLessThan(1e-6);
  },
);

it('gives the gradient to the first of equal maxima, as TensorFlow does', () => {
  const equal = values(() => gradient(tf.ones([1, 2, 2, 1]), 2, 2, 'valid'))[0];
  expect(Array.from(equal!)).toEqual([2, 0, 0, 0]);
});

it('is computed in JavaScript, which reads the images and the output’s gradient once', () => {
  const [input, dy] = [numbers([2, 8, 8, 3], 1), numbers([2, 4, 4, 3], 2)];
  const read = vi.spyOn(tf.backend(), 'readSync');
  tf.tidy(() => tf.engine().runKernel('MaxPoolGrad', { input, dy }, { filterSize: 2, strides: 2, pad: 'valid' }));
  expect(read.mock.calls).toEqual([[input.dataId], [dy.dataId]]);
  read.mockRestore();
});
