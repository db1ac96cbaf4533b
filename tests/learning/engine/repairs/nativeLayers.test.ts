import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadNative } from '../../../../learning/engine/native.ts';
import { repairNativeConvolution } from '../../../../learning/engine/repairs/nativeConvolution.ts';
import { repairNativeMaxPoolGradient } from '../../../../learning/engine/repairs/nativeMaxPoolGradient.ts';
import { repairNative } from '../../../../learning/engine/repairs.ts';
import { numbers, relativeDifference, values } from '../bareWasm.ts';
import { libraryHas, operations, without } from '../nativeOperations.ts';

const size = 11;
const input = () => tf.input({ shape: [size, size, 3] });

type ConvolutionOptions = Partial<Parameters<typeof tf.layers.conv2d>[0]>;

function convolution(options: ConvolutionOptions = {}) {
  return tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', ...options });
}

/** A network of any layers with known weights. */
function network(build: (image: tf.SymbolicTensor) => tf.SymbolicTensor | tf.SymbolicTensor[]): tf.LayersModel {
  const image = input();
  const model = tf.model({ inputs: image, outputs: build(image) });
  model.setWeights(model.weights.map(({ shape }, index) => numbers(shape as number[], 10 + index)));
  return model;
}

/** A network's outputs in training and in inference, and the gradients of its weights and of the images. */
function everything(model: tf.LayersModel): tf.Tensor[] {
  const images = numbers([2, size, size, 3], 1);
  const outputs = (x: tf.Tensor, training: boolean) => [model.apply(x, { training }) as tf.Tensor | tf.Tensor[]].flat();
  const loss = (x: tf.Tensor) => tf.addN(outputs(x, true).map((output) => tf.sum(tf.square(output)))) as tf.Scalar;
  const { grads } = tf.variableGrads(() => loss(images));
  const ofParameters = model.trainableWeights.map((weight) => grads[(weight.read() as tf.Variable).name]!);
  return [...outputs(images, true), ...outputs(images, false), ...ofParameters, tf.grad(loss)(images)];
}

const maxPooling = (options: Parameters<typeof tf.layers.maxPooling2d>[0] = {}) => tf.layers.maxPooling2d(options);
const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor) => layer.apply(x) as tf.SymbolicTensor;
const chain = (...layers: tf.layers.Layer[]) => network((image) => layers.reduce((x, layer) => apply(layer, x), image));

const networks: Record<string, () => tf.LayersModel> = {
  'a convolution': () => chain(convolution()),
  'one that pads': () => chain(convolution({ padding: 'same' })),
  'one that strides': () => chain(convolution({ strides: 2, padding: 'same' })),
  'one that strides without padding': () => chain(convolution({ strides: [2, 3], kernelSize: [2, 3] })),
  'one without an activation': () => chain(convolution({ activation: 'linear' })),
  'one with another activation': () => chain(convolution({ activation: 'tanh' })),
  'one without a bias': () => chain(convolution({ useBias: false })),
  'one with gaps in its filter': () => chain(convolution({ dilationRate: 2, trainable: false })),
  'one that is followed by a max pooling': () => chain(convolution(), maxPooling()),
  'one that is followed by a max pooling with overlapping windows': () =>
    chain(convolution(), maxPooling({ poolSize: 3, strides: 2, padding: 'same' })),
  'one that is followed by an average pooling': () => chain(convolution(), tf.layers.averagePooling2d({})),
  'a whole stack': () =>
    chain(convolution(), maxPooling(), convolution({ kernelSize: 2 }), maxPooling(), tf.layers.flatten()),
  'one that a max pooling and something else use': () =>
    network((image) => {
      const x = apply(convolution(), image);
      return [apply(maxPooling(), x), apply(tf.layers.flatten(), x)];
    }),
};

/** A max pooling that was built behind a convolution, but gets the convolution's output as a separate input. */
function cutOff(): tf.Tensor[] {
  const pooling = maxPooling();
  const whole = chain(convolution(), pooling);
  const [output] = values(() => [
    tf.model({ inputs: whole.inputs, outputs: whole.layers[1]!.output }).predict(images()) as tf.Tensor,
  ]);
  const features = tf.tensor(output!, [2, size - 2, size - 2, 4]);
  const rest = tf.input({ shape: features.shape.slice(1) });
  const model = tf.model({ inputs: rest, outputs: apply(pooling, rest) });
  return [tf.grad((x) => tf.square(model.apply(x, { training: true }) as tf.Tensor))(features)];
}
const images = () => numbers([2, size, size, 3], 1);

/**
 * The gradients of a convolution with ReLU and its max pooling, as in a network's first layers: nobody asks for those
 * of the images.
 */
function firstLayers(): () => tf.Tensor[] {
  const model = chain(convolution(), maxPooling());
  const batch = images();
  return () => {
    const { value, grads } = tf.variableGrads(
      () => tf.sum(model.apply(batch, { training: true }) as tf.Tensor) as tf.Scalar,
    );
    return [value, ...Object.values(grads)];
  };
}

describe.runIf(process.env.ENGINE === 'native')('the native engine’s layers, amended,', () => {
  const bare = new Map<string, Float32Array[]>();
  const models = new Map<string, tf.LayersModel>();
  let bareCutOff: Float32Array[];
  let first: () => tf.Tensor[];

  beforeAll(async () => {
    await loadNative();
    for (const [name, build] of Object.entries(networks)) models.set(name, build());
    for (const [name, model] of models)
      bare.set(
        name,
        values(() => outputsOf(name, model)),
      );
    bareCutOff = values(cutOff);
    first = firstLayers();
  });

  /** TensorFlow.js has no gradients of filters with gaps. */
  function outputsOf(name: string, model: tf.LayersModel): tf.Tensor[] {
    return name === 'one with gaps in its filter' ? [model.predict(images()) as tf.Tensor] : everything(model);
  }

  it('stay as they are where the library lacks the operations', () => {
    const before = operations(first);
    without(/^_Mkl/, () => {
      repairNativeMaxPoolGradient();
      repairNativeConvolution();
    });
    expect(operations(first)).toEqual(before);
  });

  it('give the same outputs and gradients where the library lacks only the pooling operations', () => {
    without(/^_MklNativeMaxPool/, () => {
      repairNativeMaxPoolGradient();
      repairNativeConvolution();
    });
    for (const [name, model] of models) {
      const now = values(() => outputsOf(name, model));
      for (const [index, part] of bare.get(name)!.entries())
        expect(relativeDifference([now[index]!], [part])).toBeLessThan(1e-6);
    }
    tf.unregisterKernel('ConvolutionWithBias', 'tensorflow');
    tf.unregisterGradient('ConvolutionWithBias');
  });

  describe('where it has them,', () => {
    beforeAll(() => repairNative({ oneDnn: true }));

    it.each(Object.keys(networks))('have the same outputs and gradients as without it: %s', (name) => {
      const now = values(() => outputsOf(name, models.get(name)!));
      for (const [index, part] of bare.get(name)!.entries())
        expect(relativeDifference([now[index]!], [part])).toBeLessThan(1e-6);
    });

    it('a max pooling that is cut off its convolution has the same gradient', () => {
      expect(relativeDifference(values(cutOff), bareCutOff)).toBeLessThan(1e-6);
    });

    it("the first layers take oneDNN's convolution with a bias, one pooling, and no gradient of the images", () => {
      const hasAll = ['_MklNativeConv2DWithBias', '_MklNativeMaxPool', '_MklNativeMaxPoolGrad'].every(libraryHas);
      const ran = operations(first).filter((name) => /Conv|Bias|Pool|Relu|Add$/.test(name));
      const forward = ['_MklNativeConv2DWithBias', '_MklNativeMaxPool', 'Relu'];
      const backward = ['ReluGrad', '_MklNativeMaxPoolGrad', 'Conv2DBackpropFilter', 'BiasAddGrad'];
      if (hasAll) expect(ran).toEqual([...forward, ...backward]);
      else expect(ran).not.toContain('_MklNativeConv2DWithBias');
    });

    it('ReLU runs after the pooling', async () => {
      const { kernels } = await tf.profile(() => {
        values(first);
        return [];
      });
      expect(kernels.find(({ name }) => name === 'Relu')?.inputShapes).toEqual([[2, 4, 4, 4]]);
    });

    it('nothing but the gradients is left in memory', () => {
      const tensors = tf.memory().numTensors;
      values(first);
      expect(tf.memory().numTensors).toBe(tensors);
    });
  });
});
