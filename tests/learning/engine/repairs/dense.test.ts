import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { repairDense } from '../../../../learning/engine/repairs/dense.ts';
import { kernels, numbers, onPlainJavaScript, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

/** The gradients of a layer's kernel and bias, and of its input where `ofInput`. */
function gradients(layer: tf.layers.Layer, input: tf.Tensor, { ofInput = false } = {}): tf.Tensor[] {
  const parameters = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const x = ofInput ? tf.variable(input) : input;
  const loss = () => tf.sum(tf.square(layer.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar;
  const { grads } = tf.variableGrads(loss, ofInput ? [...parameters, x as tf.Variable] : parameters);
  return Object.values(grads);
}

/** A dense layer without an activation, of known weights. */
function denseLayer(inputs: number, units: number, useBias = true): tf.layers.Layer {
  const layer = tf.layers.dense({ units, useBias });
  layer.build([null, inputs]);
  layer.setWeights(layer.weights.map((weight, index) => numbers(weight.shape as number[], 10 + index)));
  return layer;
}

const both = () =>
  [true, false].flatMap((useBias) => gradients(denseLayer(6, 3, useBias), numbers([4, 6], 1), { ofInput: true }));

let expected: Float32Array[];

beforeAll(async () => {
  await startBareWasm();
  expected = await onPlainJavaScript(both);
  repairDense();
});

it('has the gradients as before, with a bias and without', () => {
  expect(relativeDifference(values(both), expected)).toBeLessThan(1e-6);
});

it('has the same outputs as before', () => {
  const layer = denseLayer(6, 3);
  const input = numbers([4, 6], 1);
  const outputs = [true, false].map((training) => values(() => [layer.apply(input, { training }) as tf.Tensor]));
  expect(relativeDifference(outputs[0]!, outputs[1]!)).toBeLessThan(1e-6);
});

it('on top of stored features takes two products: its output and the gradient of its kernel', async () => {
  const [layer, features] = [denseLayer(6, 3), numbers([4, 6], 1)];
  const ran = await kernels(() => gradients(layer, features));
  expect(ran.map(({ name }) => name).filter((name) => name.includes('MatMul'))).toEqual(['BatchMatMul', 'BatchMatMul']);
});
