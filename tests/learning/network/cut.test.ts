import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BackboneName } from '#contracts/backbones';
import { parameterCounts } from '#contracts/parameters';
import { type Recipe, type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { Examples } from '../../../learning/data/examples.ts';
import { openExecutor } from '../../../learning/executors/executors.ts';
import { throughPrefix } from '../../../learning/features/extract.ts';
import { buildModel, countParameters, trainedVariables } from '../../../learning/network/buildModel.ts';
import { type Cut, cutBefore, cutLayers } from '../../../learning/network/cut.ts';
import { cutPlace } from '../../../learning/network/cutPlace.ts';
import { prefixIdentity } from '../../../learning/network/prefixIdentity.ts';
import { trainStage } from '../../../learning/training/trainStage.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { fill, fractions } from '../backbones/formula.ts';

beforeAll(() => startTestEngine());

const images = (size: number) => tf.randomUniform([2, size, size, 3], -1, 1, 'float32', 1);

/** The largest difference of two tensors, over the largest value. */
function difference(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => a.sub(b).abs().max().div(a.abs().max()).dataSync()[0]!);
}

describe('a network gives the same output wherever it is cut', () => {
  const layerBefore = (before: string, backbone: BackboneName = 'MobileNetV2', inputSize = 64) =>
    recipeSchema.parse({ backbone, inputSize, freeze: { before } });
  const recipes: [string, Recipe, number[] | null][] = [
    ['after its pooling, when all is frozen', recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64 }), [1280]],
    [
      'nowhere, when nothing is frozen',
      recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64, freeze: 'none' }),
      null,
    ],
    ['where a plain layer begins', layerBefore('Conv_1'), [2, 2, 320]],
    // Inside of a block there are six times as many channels, and its input besides.
    ['before a residual block, when its wide middle is asked for', layerBefore('block_15_depthwise'), [2, 2, 160]],
    ['at the end of a residual block, where two tensors cross', layerBefore('block_15_add'), [2 * (2 * 2 * 160)]],
    ['between a shortcut and its sum', layerBefore('conv5_block2_3_conv', 'ResNet50'), [2 * 2 * (2048 + 512)]],
    ['between layers that are concatenated', layerBefore('conv5_block9_2_conv', 'DenseNet121'), [2 * 2 * (768 + 128)]],
    ['where branches have branches', layerBefore('conv2d_92', 'InceptionV3', 75), [2048 + 4 * 384]],
    ['before a scaled residual', layerBefore('block8_9_conv', 'InceptionResNetV2', 75), [2080 + 448]],
    // The last cell but one and what the last one has taken from the one before that.
    [
      'in NASNet, where a cell reads two cells',
      layerBefore('normal_conv_1_12', 'NASNetMobile'),
      [2 * 2 * (1056 + 176)],
    ],
    ['nowhere, when only the first layer is trained with the rest', layerBefore('Conv1'), null],
  ];

  test.each(recipes)('%s', (_, recipe, shape) => {
    const model = buildModel(recipe, 3);
    const input = images(recipe.inputSize);
    const whole = model.backbone.predict(input) as tf.Tensor;
    const pooled = tf.mean(whole, [1, 2]);
    const kernel = model.suffix.layers.at(-1)!.getWeights()[0] as tf.Tensor2D;
    const expected = tf.matMul(pooled as tf.Tensor2D, kernel);
    const features = model.prefix ? (model.prefix.predict(input) as tf.Tensor) : input;
    expect(model.prefix ? features.shape.slice(1) : null).toEqual(shape);
    expect(difference(expected, model.suffix.predict(features) as tf.Tensor)).toBeLessThan(1e-5);
  });
});

describe('a network whose branches are cut', () => {
  /** Normalizations before and behind a cut that two tensors cross, one of which two layers read. */
  function branching() {
    const image = tf.input({ shape: [8, 8, 3] });
    const convolve = (name: string, filters: number, x: tf.SymbolicTensor, strides = 1) =>
      tf.layers.conv2d({ name, filters, strides, kernelSize: 3, padding: 'same' }).apply(x) as tf.SymbolicTensor;
    const normalize = (name: string, x: tf.SymbolicTensor) =>
      tf.layers.batchNormalization({ name, momentum: 0.9 }).apply(x) as tf.SymbolicTensor;
    const stem = normalize('stem_bn', convolve('stem', 4, image));
    const wide = convolve('wide', 3, stem);
    const small = convolve('small', 5, stem, 2);
    const learned = normalize('learned_bn', convolve('learned', 3, wide));
    const sum = tf.layers.add({ name: 'sum' }).apply([learned, wide]) as tf.SymbolicTensor;
    const halved = tf.layers.averagePooling2d({ name: 'halved', poolSize: 2 }).apply(sum) as tf.SymbolicTensor;
    const merged = tf.layers.concatenate({ name: 'merged' }).apply([halved, small]) as tf.SymbolicTensor;
    const pooled = tf.layers.globalAveragePooling2d({ name: 'pooled' }).apply(merged) as tf.SymbolicTensor;
    const network = tf.model({ inputs: image, outputs: pooled });
    fill(network, 1);
    return { network, firstTrained: network.layers.findIndex(({ name }) => name === 'learned') };
  }

  const examples: Examples = {
    shape: [8, 8, 3],
    labels: Int32Array.from({ length: 12 }, (_, index) => index % 3),
    read: async (indices) =>
      Float32Array.from(Array.from(indices).flatMap((index) => [...fractions(index, 8 * 8 * 3)] as number[])),
  };

  /** Trains two epochs on the outputs of `prefix`; returns the history and the network. */
  async function learn(network: tf.LayersModel, { prefix, input, output }: Cut) {
    const dense = tf.layers.dense({ units: 3, kernelInitializer: tf.initializers.glorotUniform({ seed: 7 }) });
    const suffix = tf.model({ inputs: input, outputs: dense.apply(output) as tf.SymbolicTensor });
    const plain = prefix ? throughPrefix(await openExecutor({ name: 'tfjs' }, prefix), examples) : examples;
    const { training, optimizer } = recipeSchema.parse({
      backbone: 'CNN',
      training: { epochs: 2, batchSize: 4 },
      optimizer: { name: 'adam' },
    });
    const history: number[][] = [];
    const part = { suffix, penalty: () => null };
    const stage = { optimizer, epochs: training.epochs };
    for await (const { loss, valLoss } of trainStage(part, { train: { plain, view: null }, validation: plain }, stage, {
      training,
      seed: 1,
    }))
      history.push([loss, valLoss!]);
    return {
      history,
      trained: trainedVariables(suffix).length,
      weights: network.getWeights().map((weight) => weight.dataSync<'float32'>()),
    };
  }

  test('learns what it learns uncut, and nothing before the cut', async () => {
    const { network, firstTrained } = branching();
    const cut = cutBefore(network, firstTrained);
    expect(cut.input.shape).toEqual([null, 8 * 8 * (4 + 3)]);
    const before = cut.prefix!.getWeights().map((weight) => weight.dataSync<'float32'>().slice());
    const received = await learn(network, cut);

    const other = branching();
    for (const [index, layer] of other.network.layers.entries()) layer.trainable = index >= firstTrained;
    const expected = await learn(other.network, {
      prefix: null,
      input: other.network.inputs[0]!,
      output: other.network.outputs[0]!,
    });

    expect(received.trained).toBe(expected.trained);
    expect(received.history.flat()).toEqual(expected.history.flat().map((loss) => expect.closeTo(loss, 5)));
    for (const [index, values] of received.weights.entries())
      for (const [at, value] of values.entries()) expect(value).toBeCloseTo(expected.weights[index]![at]!, 5);
    expect(cut.prefix!.getWeights().map((weight) => weight.dataSync<'float32'>())).toEqual(before);
    expect(received.history[1]![0]).not.toBe(received.history[0]![0]);
  });

  test('has another identity at each place', () => {
    const { network } = branching();
    const places = network.layers
      .map((_, firstTrained) => cutPlace(cutLayers(network), firstTrained).at)
      .filter((at) => at > 0);
    const identities = places.map((at) => prefixIdentity(cutBefore(network, at).prefix!));
    expect(new Set(places).size).toBeGreaterThan(5);
    expect(new Set(identities).size).toBe(new Set(places).size);
  });
});

describe('parameters are as contracts/parameters counts them', () => {
  const recipes: RecipeInput[] = [
    { backbone: 'MobileNetV2', inputSize: 96 },
    { backbone: 'MobileNetV2', inputSize: 96, freeze: 'none' },
    { backbone: 'MobileNetV2', inputSize: 96, freeze: { before: 'block_14_project_BN' } },
    {
      backbone: 'MobileNetV2',
      inputSize: 75,
      head: { pooling: 'flatten', dense: [{ units: 8, activation: 'relu', dropout: 0.5 }] },
    },
    { backbone: 'CNN', inputSize: 64 },
    { backbone: 'CNN', inputSize: 64, head: { pooling: 'max' } },
  ];
  test.each(recipes.flatMap((recipe) => [2, 5].map((classes) => ({ recipe, classes }))))(
    '$recipe, $classes classes',
    ({ recipe, classes }) => {
      const whole = recipeSchema.parse(recipe);
      const { total, trainable } = parameterCounts(whole, classes);
      expect(countParameters(buildModel(whole, classes))).toEqual({ total, trainable });
    },
  );
});

test('layers before the first trained one are frozen also behind the cut', () => {
  const { suffix } = buildModel(
    recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 64, freeze: { before: 'block_15_depthwise' } }),
    2,
  );
  const frozen = suffix.layers
    .filter(({ trainable, name }) => !trainable && name !== 'features')
    .map(({ name }) => name);
  expect(frozen).toEqual(['block_15_expand', 'block_15_expand_BN', 'block_15_expand_relu']);
});

describe('the same seed makes the same network', () => {
  afterEach(() => tf.disposeVariables());
  const numbersOf = (seed: number) =>
    buildModel(recipeSchema.parse({ backbone: 'CNN', inputSize: 46, seed }), 2)
      .suffix.getWeights()
      .map((weight) => weight.dataSync());

  test('and another seed another one', () => {
    expect(numbersOf(1)).toEqual(numbersOf(1));
    expect(numbersOf(2)).not.toEqual(numbersOf(1));
  });
});

test('cutBefore leaves a network whole that has nothing to freeze', () => {
  const input = tf.input({ shape: [3] });
  const network = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor });
  expect(cutBefore(network, 0)).toMatchObject({ prefix: null, input: network.inputs[0], output: network.outputs[0] });
});
