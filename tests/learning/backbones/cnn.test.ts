import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { cnn } from '../../../learning/backbones/cnn.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { fill, images } from './formula.ts';

/** The file that `tests/keras/cnn.py` has written. */
const golden: {
  params: number;
  layers: [name: string, className: string, weightShapes: number[][]][];
  cases: { size: number; shape: number[]; norm: number; sample: number[] }[];
} = JSON.parse(readFileSync(new URL('../../keras/golden/CNN.json', import.meta.url), 'utf8'));

beforeAll(() => startTestEngine());

test('the CNN has the layers and parameters of the same stack in Keras', () => {
  const model = cnn({ inputSize: 150, seed: null });
  expect(
    model.layers.map((layer) => [layer.name, layer.getClassName(), layer.weights.map((weight) => weight.shape)]),
  ).toEqual(golden.layers);
  expect(model.countParams()).toBe(golden.params);
});

test.for(golden.cases)('the CNN has the same outputs as in Keras at $size pixels', ({ size, shape, norm, sample }) => {
  const model = cnn({ inputSize: size, seed: null });
  fill(model, 1);
  const output = model.predict(images(size)) as tf.Tensor;
  expect(output.shape).toEqual(shape);
  expect(Math.abs(tf.norm(output).dataSync()[0]! / norm - 1)).toBeLessThan(1e-4);
  const values = output.dataSync();
  const picked = tf.tensor1d(sample.map((_, index) => values[(index * 7919) % values.length]!));
  expect(tf.norm(tf.sub(picked, sample)).dataSync()[0]! / tf.norm(picked).dataSync()[0]!).toBeLessThan(1e-4);
});

test('the same seed gives the same weights, another seed and another layer others', () => {
  const weights = (seed: number) =>
    cnn({ inputSize: 46, seed })
      .getWeights()
      .map((weight) => Array.from(weight.dataSync().slice(0, 4)));
  expect(weights(7)).toEqual(weights(7));
  expect(weights(7)[0]).not.toEqual(weights(8)[0]);
  expect(weights(7)[4]).not.toEqual(weights(7)[6]);
});
