import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { CustomScaleLayer } from '../../../learning/backbones/customScaleLayer.ts';
import { GlobalAveragePooling2D } from '../../../learning/backbones/globalAveragePooling2d.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportOnnx } from '../../../learning/onnx/exportOnnx.ts';
import { fill, fractions } from '../backbones/formula.ts';
import { onBoth } from './onBoth.ts';

beforeAll(() => startEngine('wasm'));

const { conv2d, depthwiseConv2d, separableConv2d, batchNormalization, zeroPadding2d, maxPooling2d, averagePooling2d } =
  tf.layers;
const same = { padding: 'same' } as const;
const around = (top: number, bottom: number, left: number, right: number): [[number, number], [number, number]] => [
  [top, bottom],
  [left, right],
];

/** Layers one after another. Each test makes new ones, because a layer has one place in one network. */
const chains: Record<string, () => tf.layers.Layer[]> = {
  'a convolution with a bias and a ReLU': () => [conv2d({ filters: 5, kernelSize: [3, 2], activation: 'relu' })],
  'zeros of `same` at a stride of 2': () => [conv2d({ filters: 5, kernelSize: 3, strides: 2, ...same })],
  'zeros of `same` for a dilated kernel': () => [conv2d({ filters: 5, kernelSize: 3, dilationRate: 2, ...same })],
  'a stride longer than the kernel': () => [conv2d({ filters: 5, kernelSize: 1, strides: 3, ...same })],
  'two kernels for each channel': () => [depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, strides: 2, ...same })],
  'a separable convolution': () => [
    separableConv2d({ filters: 5, kernelSize: 3, depthMultiplier: 2, activation: 'relu', ...same }),
  ],
  'a normalization behind a convolution': () => [
    conv2d({ filters: 5, kernelSize: 3 }),
    batchNormalization({ epsilon: 0.3 }),
  ],
  'a normalization behind a separable convolution': () => [
    separableConv2d({ filters: 5, kernelSize: 3 }),
    batchNormalization({}),
  ],
  'a normalization behind an activation': () => [
    conv2d({ filters: 5, kernelSize: 3, activation: 'relu' }),
    batchNormalization({ epsilon: 0.3 }),
  ],
  'a normalization that does not scale': () => [batchNormalization({ scale: false })],
  'a normalization that does not move': () => [
    conv2d({ filters: 5, kernelSize: 3 }),
    batchNormalization({ center: false }),
  ],
  'zeros before a convolution': () => [
    zeroPadding2d({ padding: around(0, 1, 2, 3) }),
    conv2d({ filters: 5, kernelSize: 3, strides: 2 }),
  ],
  'zeros before a convolution that adds its own': () => [
    zeroPadding2d({ padding: around(0, 1, 2, 3) }),
    conv2d({ filters: 5, kernelSize: 3, strides: 2, ...same }),
  ],
  'zeros at the end': () => [zeroPadding2d({ padding: around(0, 1, 2, 3) })],
  'zeros that are more than the numbers a maximum is of': () => [
    conv2d({ filters: 5, kernelSize: 1, activation: 'relu' }),
    batchNormalization({}),
    zeroPadding2d({ padding: 1 }),
    maxPooling2d({ poolSize: 3, strides: 2 }),
  ],
  'zeros that an average counts': () => [zeroPadding2d({ padding: 1 }), averagePooling2d({ poolSize: 3, strides: 2 })],
  'a maximum that leaves the padding out': () => [maxPooling2d({ poolSize: 3, strides: 2, ...same })],
  'an average that leaves the padding out': () => [averagePooling2d({ poolSize: 3, strides: 1, ...same })],
  'a ReLU without an end': () => [tf.layers.reLU({})],
  'a ReLU that ends at a half': () => [tf.layers.reLU({ maxValue: 0.5 })],
  'a softmax over the channels': () => [tf.layers.activation({ activation: 'softmax' })],
  'cropped sides': () => [tf.layers.cropping2D({ cropping: around(1, 0, 2, 3) })],
  'global averages': () => [tf.layers.globalAveragePooling2d({})],
  'global averages that keep their sides': () => [
    new GlobalAveragePooling2D({ keepdims: true }),
    conv2d({ filters: 5, kernelSize: 1 }),
  ],
  'global maxima': () => [tf.layers.globalMaxPooling2d({})],
  'the channels last when flattened': () => [conv2d({ filters: 5, kernelSize: 3 }), tf.layers.flatten()],
  'another shape': () => [tf.layers.reshape({ targetShape: [21, 4, 3] }), conv2d({ filters: 5, kernelSize: 3 })],
  'nothing dropped': () => [tf.layers.dropout({ rate: 0.5 })],
};

test.for(Object.entries(chains))('%s', async ([, layers]) => {
  await expectTheSame((image) => layers().reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, image));
});

test('a convolution whose output is also read without the normalization after it', async () => {
  await expectTheSame((image) => {
    const convolved = conv2d({ filters: 5, kernelSize: 3 }).apply(image) as tf.SymbolicTensor;
    return tf.layers
      .concatenate()
      .apply([batchNormalization({}).apply(convolved) as tf.SymbolicTensor, convolved]) as tf.SymbolicTensor;
  });
});

test('zeros that a convolution and a pooling both read', async () => {
  await expectTheSame((image) => {
    const padded = zeroPadding2d({ padding: 1 }).apply(image) as tf.SymbolicTensor;
    const branches = [conv2d({ filters: 4, kernelSize: 3 }), maxPooling2d({ poolSize: 3, strides: 1 })].map((layer) =>
      layer.apply(padded),
    );
    return tf.layers.concatenate().apply(branches as tf.SymbolicTensor[]) as tf.SymbolicTensor;
  });
});

test('three inputs of a sum, and one of two that is scaled', async () => {
  await expectTheSame((image) => {
    const three = [0, 1, 2].map(() => conv2d({ filters: 4, kernelSize: 1 }).apply(image) as tf.SymbolicTensor);
    const sum = tf.layers.add().apply(three) as tf.SymbolicTensor;
    return new CustomScaleLayer({ scale: 0.3 }).apply([sum, three[0]!]) as tf.SymbolicTensor;
  });
});

test('a layer that is not translated is refused by name and class', () => {
  const network = build((image) => tf.layers.upSampling2d({ name: 'twice' }).apply(image) as tf.SymbolicTensor);
  expect(() => exportOnnx(network)).toThrow(
    'expected layers that can be written as ONNX, received twice (UpSampling2D)',
  );
});

test('a setting that is not translated is refused by the layer and its name', () => {
  const network = build(
    (image) =>
      conv2d({ name: 'edges', filters: 2, kernelSize: 3, activation: 'elu' }).apply(image) as tf.SymbolicTensor,
  );
  expect(() => exportOnnx(network)).toThrow(
    'expected edges (Conv2D) to be set as ONNX can be, but its activation is not',
  );
});

/** Sides that differ, one odd and one even, so that no axis can be taken for another. */
const shape = [9, 14, 2];

function build(layers: (image: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel {
  const image = tf.input({ shape });
  return tf.model({ inputs: image, outputs: layers(image) });
}

async function expectTheSame(layers: (image: tf.SymbolicTensor) => tf.SymbolicTensor): Promise<void> {
  const network = build(layers);
  fill(network, 1);
  const count = 3;
  const pixels = Float32Array.from(fractions(7, count * tf.util.sizeFromShape(shape)), (value) => 2 * value - 1);
  const { tfjs, distance } = await onBoth(network, tf.tensor(pixels, [count, ...shape]));
  expect(distance).toBeLessThan(1e-5);
  expect(new Set(tfjs).size).toBeGreaterThan(count);
}
