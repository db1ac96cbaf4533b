import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadNative } from '../../../../worker/engine/native.ts';
import { repairNative } from '../../../../worker/engine/repairs.ts';
import { numbers, processorTime, relativeDifference, values } from '../bareWasm.ts';

const windows = [
  { window: 2, strides: 2, pad: 'valid' },
  { window: 2, strides: 2, pad: 'same' },
  { window: 3, strides: 2, pad: 'same' },
  { window: 3, strides: 1, pad: 'valid' },
] as const;

/** Many of the maxima are equal: zeros, as behind a ReLU. */
const poolings = () =>
  windows.map(({ window, strides, pad }) =>
    tf.grad((x) => tf.square(tf.maxPool(x as tf.Tensor4D, window, strides, pad)))(tf.relu(numbers([2, 9, 8, 3], 1))),
  );

const activations = () => {
  const x = tf.concat([tf.mul(numbers([7, 5], 1), 9), tf.tensor2d([[0, 5, -0, 7, -1]])]);
  return [tf.grad((a) => tf.square(tf.relu(a)))(x), tf.grad((a) => tf.square(tf.relu6(a)))(x)];
};

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

/** Large ones, as the networks have them. What they compute on is made beforehand. */
function largeOnes(): Record<string, () => tf.Tensor[]> {
  const input = numbers([8, 62, 62, 32], 1);
  const dy = numbers([8, 31, 31, 32], 2);
  const output = tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid');
  const [features, kernel] = [numbers([32, 25_088], 1), numbers([25_088, 1], 2)];
  return {
    'the gradient of a max pooling': () => [
      tf.engine().runKernel('MaxPoolGrad', { input, output, dy }, { filterSize: 2, strides: 2, pad: 'valid' }),
    ],
    'the gradient of a ReLU': () => [tf.getGradient('Relu').gradFunc(input, [input], {}).x!()],
    'a product': () => [tf.matMul(features, kernel)],
  };
}

describe.runIf(process.env.ENGINE === 'native')('the native engine, amended,', () => {
  const bare = new Map<() => tf.Tensor[], Float32Array[]>();
  const before = new Map<string, number>();
  let large: ReturnType<typeof largeOnes>;
  beforeAll(async () => {
    await loadNative();
    large = largeOnes();
    for (const compute of [poolings, activations, products, stack]) bare.set(compute, values(compute));
    for (const [name, compute] of Object.entries(large)) before.set(name, processorTime(compute));
    repairNative({ oneDnn: true });
  });

  it.each([
    { what: 'gradients of max poolings, of equal maxima the first', compute: poolings },
    { what: 'gradients of ReLU and ReLU6', compute: activations },
    { what: 'products of matrices, however they are transposed', compute: products },
    { what: 'products of stacks of matrices', compute: stack },
  ])('has the $what as without it', ({ compute }) => {
    expect(relativeDifference(values(compute), bare.get(compute)!)).toBeLessThan(1e-6);
  });

  it.each([
    { what: 'the gradient of a max pooling', share: 1 / 4 },
    { what: 'the gradient of a ReLU', share: 1 / 3 },
    { what: 'a product', share: 2 / 3 },
  ])('takes less than $share of the processor time for $what', ({ what, share }) => {
    expect(processorTime(large[what]!)).toBeLessThan(before.get(what)! * share);
  });

  it('leaves nothing but the gradients in memory', () => {
    const tensors = tf.memory().numTensors;
    for (const compute of [poolings, activations, products]) values(compute);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
