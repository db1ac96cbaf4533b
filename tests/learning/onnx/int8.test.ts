import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import type { Examples } from '../../../learning/data/examples.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { openExecutor } from '../../../learning/executors/executors.ts';
import { openOnnxModel } from '../../../learning/executors/onnxExecutor.ts';
import { cutBefore } from '../../../learning/network/cut.ts';
import { byteSumsSaturate } from '../../../learning/onnx/byteSums.ts';
import { writeGraph } from '../../../learning/onnx/exportOnnx.ts';
import { encodeModel, type GraphMessage } from '../../../learning/onnx/format.ts';
import { chooseCalibration, observe } from '../../../learning/onnx/quantization/calibration.ts';
import { equalize } from '../../../learning/onnx/quantization/equalize.ts';
import { quantizableOf } from '../../../learning/onnx/quantization/quantizable.ts';
import { quantizeGraph } from '../../../learning/onnx/quantization/quantizeGraph.ts';
import { quantizeNetwork } from '../../../learning/onnx/quantization/quantizeNetwork.ts';
import { quantizeConvolution } from '../../../learning/onnx/quantization/quantizeValues.ts';
import { startOnnxRuntime } from '../../../learning/onnx/runtime.ts';
import { fill, fractions } from '../backbones/formula.ts';

vi.setConfig({ testTimeout: 120_000 });
beforeAll(() => startEngine('wasm'));

/** Waves, of a frequency and a colour for each image. */
function waves(size: number, count = 12): Examples {
  const shape = [size, size, 3];
  return {
    shape,
    labels: Int32Array.from({ length: count }, (_, index) => index % 3),
    read: async (indices) =>
      Float32Array.from(
        Array.from(indices).flatMap((image) => {
          const [across, down, phase] = fractions(image, 3) as unknown as [number, number, number];
          return Array.from({ length: tf.util.sizeFromShape(shape) }, (_, at) => {
            const [row, column, channel] = [Math.floor(at / 3 / size), Math.floor(at / 3) % size, at % 3];
            return Math.sin(across * row + 6 * phase * channel) * Math.cos(down * column + 6 * phase);
          });
        }),
      ),
  };
}

async function relativeDistance(
  model: Uint8Array,
  network: tf.LayersModel,
  images: Examples,
  indices: number[],
): Promise<number> {
  const pixels = await images.read(indices);
  const [int8, float32] = [
    await openOnnxModel({ file: model, extraInputs: {} }, network),
    await openExecutor({ name: 'onnx' }, network),
  ];
  const [received, expected] = [await int8.run(pixels, indices.length), await float32.run(pixels, indices.length)];
  await Promise.all([int8.dispose(), float32.dispose()]);
  expect(received).toHaveLength(expected.length);
  return norm(expected.map((value, at) => value - received[at]!)) / norm(expected);
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}

describe.for(['VGG16', 'ResNet50'] as const)('%s in eight bits', (name) => {
  const size = 64;

  test('has outputs within 2 % of float32, also for images that it was not calibrated on', async () => {
    const network = buildBackbone(name, { inputSize: size, seed: 3, pooling: 'avg' });
    const images = waves(size);
    const { model, distance, quantized, convolutions } = await quantizeNetwork(network, images);
    const unseen = await relativeDistance(model, network, waves(size, 30), [20, 21, 22, 23, 24]);
    expect(distance).toBeLessThanOrEqual(0.02);
    expect(unseen).toBeLessThan(0.025);
    // It is not float32 under another name.
    expect(unseen).toBeGreaterThan(1e-4);
    expect(quantized).toBeGreaterThan(convolutions / 3);
    network.dispose();
  });
});

describe('a quantized network', () => {
  test('has the same bytes each time, and gives an image the same bits in any batch', async () => {
    const network = buildBackbone('VGG16', { inputSize: 48, seed: 3, pooling: 'avg' });
    const images = waves(48);
    const [one, other] = [await quantizeNetwork(network, images), await quantizeNetwork(network, images)];
    expect(other.hash).toBe(one.hash);
    expect(Buffer.from(other.model).equals(one.model)).toBe(true);
    const executor = await openOnnxModel({ file: one.model, extraInputs: {} }, network);
    const alone = await executor.run(await images.read([5]), 1);
    const among = await executor.run(await images.read([4, 5, 6]), 3);
    expect(among.subarray(alone.length, 2 * alone.length)).toEqual(alone);
    await executor.dispose();
    network.dispose();
  });

  test('differs for other ranges and for other parameters', async () => {
    const network = buildBackbone('VGG16', { inputSize: 48, seed: 3, pooling: 'avg' });
    const images = waves(48);
    const { hash } = await quantizeNetwork(network, images);
    const brighter: Examples = {
      ...images,
      read: async (indices) => (await images.read(indices)).map((value) => 2 * value),
    };
    expect((await quantizeNetwork(network, brighter)).hash).not.toBe(hash);
    fill(network, 1);
    expect((await quantizeNetwork(network, images)).hash).not.toBe(hash);
    network.dispose();
  });

  test('says how far it is from float32 where no share of convolutions brings it close', async () => {
    // Images to check on that are many times as bright as those that the ranges come from.
    const network = buildBackbone('VGG16', { inputSize: 48, seed: 3, pooling: 'avg' });
    const images = waves(48);
    const { checked } = chooseCalibration(images.labels);
    const glaring: Examples = {
      ...images,
      read: async (indices) =>
        (await images.read(indices)).map((value) => (checked.includes(indices[0]!) ? 20 * value : value)),
    };
    expect((await quantizeNetwork(network, glaring)).distance).toBeGreaterThan(0.02);
    network.dispose();
  });
});

test('a convolution that is left in float32 between quantized ones keeps all of its digits', async () => {
  const image = tf.input({ shape: [16, 16, 3] });
  const layers = [
    tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
    tf.layers.depthwiseConv2d({ kernelSize: 3, activation: 'relu' }),
    tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
  ];
  const network = tf.model({
    inputs: image,
    outputs: layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, image),
  });
  fill(network, 1);
  // One channel has weights a thousand times as large as the others, and then outputs nothing: a scale for all would
  // round those away.
  const [, middle] = layers;
  const scales = tf.tensor4d([1000, ...Array(7).fill(1)], [1, 1, 8, 1]);
  middle!.setWeights([tf.mul(middle!.getWeights()[0]!, scales), tf.tensor1d([-1e6, ...Array(7).fill(0.1)])]);
  const images = waves(16);
  const { message: graph } = writeGraph(network);
  const quantizable = quantizableOf(graph);
  const seen = await observe(await startOnnxRuntime(), graph, quantizable.tensors, images, [0, 1, 2, 3]);
  const outer = new Set(quantizable.convolutions.filter((_, index) => index !== 1));
  const model = encodeModel(quantizeGraph(graph, quantizable, outer, seen));
  expect(await relativeDistance(model, network, images, [0, 1, 2, 3])).toBeLessThan(0.02);
  network.dispose();
});

test('the calibration images are the first of each class, and the check uses other ones', () => {
  const labels = Int32Array.from({ length: 200 }, (_, index) => (index < 150 ? 0 : index % 2 === 0 ? 1 : 2));
  const { calibrated, checked } = chooseCalibration(labels);
  expect([calibrated.length, checked.length]).toEqual([32, 8]);
  const all = [...calibrated, ...checked].sort((a, b) => a - b);
  expect(new Set(all).size).toBe(40);
  const perClass = [0, 1, 2].map((label) => all.filter((index) => labels[index] === label));
  expect(perClass.map(({ length }) => length)).toEqual([14, 13, 13]);
  expect(perClass[1]).toEqual(Array.from({ length: 13 }, (_, index) => 150 + 2 * index));
  expect(() => chooseCalibration(Int32Array.of(0))).toThrow(
    'expected at least two training images to calibrate on, received 1',
  );
});

test('the mean error of a rounded kernel is taken off the bias, group by group', () => {
  const kernel = Float32Array.of(1, 0.3, -1, 0.5);
  const means = Float64Array.of(2, 10);
  for (const dims of [
    [2, 2, 1, 1],
    [2, 1, 1, 2],
  ]) {
    const bias = Float32Array.of(0.25, -0.5);
    const {
      kernel: bytes,
      kernelScales,
      bias: whole,
      biasScales,
    } = quantizeConvolution(kernel, dims, bias, 1e-4, means);
    for (const output of [0, 1]) {
      const outputOf = (values: ArrayLike<number>, scale: number, offset: number) =>
        offset +
        [0, 1].reduce((sum, at) => sum + values[output * 2 + at]! * scale * means[dims[1] === 2 ? at : output]!, 0);
      const rounded = outputOf(bytes, kernelScales[output]!, whole[output]! * biasScales[output]!);
      expect(rounded).toBeCloseTo(outputOf(kernel, 1, bias[output]!), 5);
    }
  }
});

test('sums of products of the largest bytes do not saturate at 16 bits', async () => {
  expect(await byteSumsSaturate(await startOnnxRuntime())).toBe(false);
});

test('a runtime whose sums saturate is recognised', async () => {
  const { load, Tensor } = await startOnnxRuntime();
  const stopping = async (model: Uint8Array) => {
    const session = await load(model);
    const run = async (feeds: Parameters<typeof session.run>[0]) => {
      const [name] = session.outputNames;
      const { data, dims } = (await session.run(feeds))[name!]!;
      // Two products at a time are added in 16 bits.
      const sums = Float32Array.from(data as Float32Array, (sum) => Math.min(sum, (64 / 2) * 32_767));
      return { [name!]: new Tensor('float32', sums, dims) };
    };
    return { run, outputNames: session.outputNames, release: () => session.release() } as typeof session;
  };
  expect(await byteSumsSaturate({ load: stopping, Tensor })).toBe(true);
});

describe('equalized channels', () => {
  /**
   * A network with all that lies between convolutions, of whose channels some have numbers a thousand times as large as
   * others.
   */
  async function unlikeChannels(): Promise<tf.LayersModel> {
    const image = tf.input({ shape: [16, 16, 3] });
    const convolve = (x: tf.SymbolicTensor, options: object = {}) =>
      tf.layers
        .conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu', ...options })
        .apply(x) as tf.SymbolicTensor;
    let x = convolve(image);
    x = tf.layers.maxPooling2d({ poolSize: 2 }).apply(x) as tf.SymbolicTensor;
    const shortcut = convolve(x, { activation: 'linear' });
    x = tf.layers
      .depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'relu' })
      .apply(shortcut) as tf.SymbolicTensor;
    x = tf.layers.add().apply([convolve(x, { activation: 'linear' }), shortcut]) as tf.SymbolicTensor;
    x = convolve(convolve(x), { activation: 'linear' });
    // A ReLU6 bounds all channels alike, so these must stay as they are.
    const bounded = tf.layers.reLU({ maxValue: 6 }).apply(x) as tf.SymbolicTensor;
    const network = tf.model({ inputs: image, outputs: convolve(bounded) });
    fill(network, 1);
    const [first] = network.layers.filter((layer) => layer.getClassName() === 'Conv2D');
    const factors = tf.tensor1d([1000, 1000, 1, 1, 1, 1, 1, 1]);
    first!.setWeights(first!.getWeights().map((weight) => tf.mul(weight, factors)));
    const before = tf.model({ inputs: image, outputs: x });
    const largest = (before.predict(tf.tensor(await waves(16).read([4]), [1, 16, 16, 3])) as tf.Tensor)
      .max()
      .dataSync()[0]!;
    const last = x.sourceLayer;
    // So that the bound cuts off some of the numbers, and not all.
    last.setWeights(last.getWeights().map((weight) => tf.mul(weight, 12 / largest)));
    return network;
  }

  async function equalized(network: tf.LayersModel) {
    const { message: graph } = writeGraph(network);
    const { tensors } = quantizableOf(graph);
    const seen = await observe(await startOnnxRuntime(), graph, tensors, waves(16), [0, 1, 2, 3]);
    return { graph, seen, after: equalize(graph, seen) };
  }

  test('change no output', async () => {
    const whole = buildBackbone('ResNet50', { inputSize: 32, seed: 3, pooling: 'avg' });
    const between = whole.layers.findIndex(({ name }) => name === 'conv4_block3_2_conv');
    const unlike = await unlikeChannels();
    for (const network of [unlike, whole, cutBefore(whole, between).prefix!]) {
      const side = network.inputs[0]!.shape[1]!;
      const { message: graph } = writeGraph(network);
      const observed = await observe(
        await startOnnxRuntime(),
        graph,
        quantizableOf(graph).tensors,
        waves(side),
        [0, 1],
      );
      const model = encodeModel(equalize(graph, observed).graph);
      expect(await relativeDistance(model, network, waves(side), [4, 5, 6])).toBeLessThan(1e-5);
    }
    unlike.dispose();
    whole.dispose();
  });

  test('have the ranges that observing them would give', async () => {
    const network = await unlikeChannels();
    const { after } = await equalized(network);
    const again = await observe(
      await startOnnxRuntime(),
      after.graph,
      [...after.observed.keys()],
      waves(16),
      [0, 1, 2, 3],
    );
    for (const [name, { size, ...ofChannels }] of after.observed) {
      const really = again.get(name)!;
      expect(really.size).toBe(size);
      for (const part of ['lows', 'highs', 'means'] as const) {
        const off = ofChannels[part].map((value, channel) => Math.abs(value - really[part][channel]!));
        expect(Math.max(...off)).toBeLessThan(1e-5 * Math.max(...really.highs));
      }
    }
    network.dispose();
  });

  test('bring the outputs in eight bits closer to float32', async () => {
    const image = tf.input({ shape: [16, 16, 3] });
    const [first, second, third] = [1, 2, 3].map(() =>
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
    );
    const outputs = [first!, second!, third!].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, image);
    const network = tf.model({ inputs: image, outputs });
    fill(network, 1);
    // The same function as before: the first layer outputs a hundred times as much, and the second one reads a
    // hundredth of it.
    const factors = tf.tensor1d([100, 100, 1, 1, 1, 1, 1, 1]);
    first!.setWeights(first!.getWeights().map((weight) => tf.mul(weight, factors)));
    const [kernel, bias] = second!.getWeights();
    second!.setWeights([tf.div(kernel!, tf.reshape(factors, [1, 1, 8, 1])), bias!]);
    const { graph, seen, after } = await equalized(network);
    const distance = (from: GraphMessage, observed: typeof seen) => {
      const quantizable = quantizableOf(from);
      const model = encodeModel(quantizeGraph(from, quantizable, new Set(quantizable.convolutions), observed));
      return relativeDistance(model, network, waves(16), [4, 5, 6, 7]);
    };
    expect(await distance(after.graph, after.observed)).toBeLessThan((await distance(graph, seen)) / 2);
    network.dispose();
  });
});
