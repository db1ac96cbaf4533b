import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { kernelInitializers } from '../../../learning/backbones/initializers.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

await startPlainJavaScript();

const shape = [3, 3, 64, 128];

test('He normal kernels deviate by √(2 / inputs), as in Keras', () => {
  const values = kernelInitializers(1).heNormal().apply(shape);
  expect(tf.moments(values).variance.dataSync()[0]).toBeCloseTo(2 / (3 * 3 * 64), 4);
});

test('A seed repeats its kernels, and no two kernels are alike', () => {
  const draw = (seed: number) => {
    const { glorotUniform, heNormal } = kernelInitializers(seed);
    return [glorotUniform(), heNormal(), glorotUniform()].map((initializer) =>
      Array.from(initializer.apply([3, 3, 1, 1]).dataSync()),
    );
  };
  expect(draw(7)).toEqual(draw(7));
  const [first, second, third] = draw(7);
  expect(third).not.toEqual(first);
  expect(second).not.toEqual(first);
  expect(draw(8)[0]).not.toEqual(first);
});

test('Without a seed the kernels are zero', () => {
  expect(Array.from(kernelInitializers(null).heNormal().apply([2, 2]).dataSync())).toEqual([0, 0, 0, 0]);
});
