import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { repairBatchNormGradient } from '../../../../learning/engine/repairs/batchNormGradient.ts';
import { kernels, numbers, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

/** The gradients of the images, the means, the variances, the offsets and the scales. */
const gradientsOf = (shape: [number, number, number, number]) => {
  const channels = shape[3];
  const [mean, offset, scale] = [2, 3, 4].map((seed) => numbers([channels], seed)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const variance = tf.add(tf.square(numbers([channels], 5)), 0.5);
  const inputs = [numbers(shape, 1), mean, variance, offset, scale];
  const gradients = tf.grads((x, m, v, o, s) =>
    tf.sum(
      tf.square(
        tf.batchNorm(x as tf.Tensor4D, m as tf.Tensor1D, v as tf.Tensor1D, o as tf.Tensor1D, s as tf.Tensor1D, 1e-3),
      ),
    ),
  );
  return () => gradients(inputs);
};
let small: () => tf.Tensor[];
let original: Float32Array[];

beforeAll(async () => {
  await startBareWasm();
  small = gradientsOf([2, 5, 6, 3]);
  original = values(small);
  repairBatchNormGradient();
});

it("has TensorFlow.js's own gradients", () => {
  expect(relativeDifference(values(small), original)).toBeLessThan(1e-5);
  for (const [index, part] of values(small).entries())
    expect(relativeDifference([part], [original[index]!])).toBeLessThan(1e-4);
});

it('takes two sums over the images, beside that of the loss, and tiles nothing', async () => {
  const ran = await kernels(small);
  const sums = ran.filter(({ name, inputShapes }) => name === 'Sum' && inputShapes[0]!.length === 4);
  expect(sums).toHaveLength(3);
  expect(ran.map(({ name }) => name)).not.toContain('Tile');
});
