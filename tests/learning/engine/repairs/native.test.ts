import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadNative } from '../../../../learning/engine/native.ts';
import { repairNative } from '../../../../learning/engine/repairs.ts';
import { numbers, relativeDifference, values } from '../bareWasm.ts';
import { libraryHas, operations } from '../nativeOperations.ts';

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

/** Single ones of these. What they compute on is made beforehand. */
function single() {
  const input = numbers([2, 8, 8, 3], 1);
  const dy = numbers([2, 4, 4, 3], 2);
  const output = tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid');
  const [features, kernel] = [numbers([7, 5], 1), numbers([5, 3], 2)];
  const gradientOf = (activation: string) => () => [tf.getGradient(activation).gradFunc(input, [input], {}).x!()];
  return {
    pooling: () => [
      tf
        .engine()
        .runKernel<tf.Tensor>('MaxPoolGrad', { input, output, dy }, { filterSize: 2, strides: 2, pad: 'valid' }),
    ],
    relu: gradientOf('Relu'),
    relu6: gradientOf('Relu6'),
    product: () => [tf.matMul(features, kernel)],
  };
}

describe.runIf(process.env.ENGINE === 'native')('the native engine, amended,', () => {
  const bare = new Map<() => tf.Tensor[], Float32Array[]>();
  let one: ReturnType<typeof single>;
  beforeAll(async () => {
    await loadNative();
    one = single();
    for (const compute of [poolings, activations, products, stack]) bare.set(compute, values(compute));
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
    { what: 'the gradient of a ReLU', name: 'relu', operation: 'ReluGrad' },
    { what: 'that of a ReLU6', name: 'relu6', operation: 'Relu6Grad' },
    { what: 'a product of two matrices', name: 'product', operation: 'MatMul' },
  ] as const)('takes one operation for $what: $operation', ({ name, operation }) => {
    expect(operations(one[name])).toEqual([operation]);
  });

  it("takes oneDNN's operations for the gradient of a max pooling, where the library has them", () => {
    expect(libraryHas('_NoSuchOperation')).toBe(false);
    const oneDnn = ['_MklNativeMaxPool', '_MklNativeMaxPoolGrad'];
    expect(operations(one.pooling)).toEqual(oneDnn.every(libraryHas) ? oneDnn : ['MaxPoolGrad']);
  });

  it('leaves nothing but the gradients in memory', () => {
    const tensors = tf.memory().numTensors;
    for (const compute of [poolings, activations, products]) values(compute);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
