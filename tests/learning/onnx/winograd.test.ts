import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../../learning/engine/engine.ts';
import { type GraphOptions, writeGraph } from '../../../learning/onnx/exportOnnx.ts';
import { fill, fractions } from '../backbones/formula.ts';
import { onBoth } from './onBoth.ts';

beforeAll(() => startEngine('wasm'));

const { conv2d, batchNormalization, zeroPadding2d } = tf.layers;
const same = { padding: 'same' } as const;
const filters = 160;
const channels = 160;

/** Layers, and the sides of the image that goes into them. */
const worthwhile: Record<string, [[number, number], () => tf.layers.Layer[]]> = {
  'sides that tiles fill': [[28, 32], () => [conv2d({ filters, kernelSize: 3, ...same })]],
  'sides that the last tiles reach beyond': [
    [29, 27],
    () => [conv2d({ filters, kernelSize: 3, activation: 'relu', ...same })],
  ],
  'no zeros around': [[30, 31], () => [conv2d({ filters, kernelSize: 3, useBias: false })]],
  'zeros that a layer before puts around': [
    [25, 28],
    () => [
      zeroPadding2d({
        padding: [
          [0, 3],
          [2, 1],
        ],
      }),
      conv2d({ filters, kernelSize: 3 }),
    ],
  ],
  'a normalization that is folded in': [
    [28, 28],
    () => [conv2d({ filters, kernelSize: 3, ...same }), batchNormalization({})],
  ],
  'two in a row': [
    [28, 28],
    () => [
      conv2d({ filters, kernelSize: 3, activation: 'relu', ...same }),
      conv2d({ filters: filters + 1, kernelSize: 3, activation: 'relu', ...same }),
    ],
  ],
};

describe('a 3 × 3 convolution uses Winograd and gives TensorFlow.js’s output', () => {
  test.for(Object.entries(worthwhile))('%s', async ([, [sides, layers]]) => {
    const network = build(sides, layers());
    expect(kernelsOf(network)).not.toContain('3,3');
    const count = 3;
    const shape = [...sides, channels];
    const pixels = Float32Array.from(fractions(7, count * tf.util.sizeFromShape(shape)), (value) => 2 * value - 1);
    const { tfjs, distance } = await onBoth(network, tf.tensor(pixels, [count, ...shape]));
    expect(distance).toBeLessThan(1e-5);
    expect(new Set(tfjs).size).toBeGreaterThan(count);
  });
});

const others: Record<string, [[number, number], () => tf.layers.Layer]> = {
  'it goes over the image in steps of two': [[28, 28], () => conv2d({ filters, kernelSize: 3, strides: 2, ...same })],
  'its kernel has gaps': [[28, 28], () => conv2d({ filters, kernelSize: 3, dilationRate: 2, ...same })],
  'its kernel is another': [[28, 28], () => conv2d({ filters, kernelSize: [3, 1], ...same })],
  'it has few filters': [[28, 28], () => conv2d({ filters: 32, kernelSize: 3, ...same })],
  'the image is small': [[20, 28], () => conv2d({ filters, kernelSize: 3, ...same })],
};

test.for(Object.entries(others))('a convolution stays as it is where %s', ([, [sides, layer]]) => {
  const [kernel] = kernelsOf(build(sides, [layer()]));
  expect(kernel).toMatch(/^3,[31]$/);
});

test('without the option, as for a graph to be quantized, no convolution uses Winograd', () => {
  const network = build([28, 28], [conv2d({ filters, kernelSize: 3, ...same })]);
  expect(kernelsOf(network, {})).toEqual(['3,3']);
});

function build(sides: [number, number], layers: tf.layers.Layer[]): tf.LayersModel {
  const image = tf.input({ shape: [...sides, channels] });
  const network = tf.model({
    inputs: image,
    outputs: layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, image),
  });
  fill(network, 1);
  return network;
}

/** Of a network's convolutions in ONNX. */
function kernelsOf(network: tf.LayersModel, options: GraphOptions = { winograd: true }): string[] {
  const convolutions = writeGraph(network, options).message.node.filter(({ opType }) => opType === 'Conv');
  return convolutions.map(({ attribute }) => attribute.find(({ name }) => name === 'kernel_shape')!.ints!.join());
}
