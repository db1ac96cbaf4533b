import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { Examples, Images } from '../../../learning/data/examples.ts';
import { buildModel, type RecipeModel } from '../../../learning/network/buildModel.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { train } from '../../../learning/training/train.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { asImages, temporaryFeatures } from '../../setup/features.ts';

beforeAll(() => startTestEngine());

/** `count` images of noise; each class is brighter than the one before. */
function noise(count: number, size: number, classes = 2): Images {
  const length = size * size * 3;
  const pixels = tf.tidy(() => tf.randomUniform([count * length], 0, 0.3, 'float32', 5).dataSync());
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const examples: Examples = {
    shape: [size, size, 3],
    labels,
    async read(indices) {
      return Float32Array.from(
        Array.from(indices).flatMap((n) =>
          Array.from(pixels.subarray(n * length, (n + 1) * length), (value) => value + 0.3 * labels[n]!),
        ),
      );
    },
  };
  return asImages(examples, `noise ${count} ${size} ${classes}`);
}

async function run(
  input: RecipeInput,
  { classes = 2, count = 12 } = {},
): Promise<{ model: RecipeModel; epochs: EpochResult[]; tensors: number[] }> {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, classes);
  const images = noise(count, recipe.inputSize, classes);
  const epochs: EpochResult[] = [];
  const tensors: number[] = [];
  const data = {
    images: { train: { plain: images, view: null }, validation: images },
    features: temporaryFeatures(),
  };
  for await (const epoch of train(model, data, recipe)) {
    epochs.push(epoch);
    tensors.push(tf.memory().numTensors);
  }
  return { model, epochs, tensors };
}

const numbersOf = (epochs: EpochResult[]) => epochs.map(({ seconds, ...numbers }) => numbers);
const cnn: RecipeInput = { backbone: 'CNN', inputSize: 46, training: { epochs: 3, batchSize: 5 } };
const dropping: RecipeInput = {
  ...cnn,
  head: { pooling: 'flatten', dense: [{ units: 16, activation: 'relu', dropout: 0.5, l2: 0.01 }], dropout: 0.3 },
};

describe('training', () => {
  test('learns what there is to learn', async () => {
    const { epochs } = await run({ ...cnn, training: { epochs: 8, batchSize: 5 } });
    expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss / 2);
    expect(epochs.at(-1)!.valAcc).toBe(1);
  });

  test.each([
    ['a CNN', cnn],
    ['dropout', dropping],
    ['a frozen backbone', { backbone: 'MobileNetV2', inputSize: 32, training: { epochs: 3, batchSize: 5 } }],
    [
      'a partly frozen backbone',
      {
        backbone: 'MobileNetV2',
        inputSize: 32,
        freeze: { before: 'block_16_expand' },
        training: { epochs: 3, batchSize: 5 },
      },
    ],
  ] as [string, RecipeInput][])('repeats to the last bit, and leaves no tensor behind: %s', async (_, recipe) => {
    const first = await run(recipe);
    expect(numbersOf((await run(recipe)).epochs)).toEqual(numbersOf(first.epochs));
    expect(numbersOf((await run({ ...recipe, seed: 7 })).epochs)).not.toEqual(numbersOf(first.epochs));
    expect(new Set(first.tensors).size).toBe(1);
  });

  test.each([
    { name: 'rmsprop', momentum: 0.9 },
    { name: 'adam' },
    { name: 'sgd', momentum: 0.9 },
    { name: 'adagrad' },
    { name: 'adamax' },
  ] as const)('gives back the memory of $name and of callbacks', async (optimizer) => {
    const earlyStopping = { patience: 3, restoreBestWeights: true };
    const recipe: RecipeInput = { ...cnn, optimizer, training: { epochs: 2, batchSize: 5, earlyStopping } };
    const { model } = await run(recipe);
    model.suffix.dispose();
    const before = tf.memory().numTensors;
    (await run(recipe)).model.suffix.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('changes the layers that are trained and no others', async () => {
    // Cut before block 15, whose first layers stay frozen among what is trained.
    const recipe = recipeSchema.parse({
      backbone: 'MobileNetV2',
      inputSize: 32,
      freeze: { before: 'block_15_depthwise' },
      training: { epochs: 1, batchSize: 5 },
    });
    const untouched = buildModel(recipe, 3).backbone;
    const { model } = await run(recipe, { classes: 3 });
    const changed = model.backbone.layers.filter((layer, index) =>
      layer.getWeights().some((weight, at) => !equal(weight, untouched.layers[index]!.getWeights()[at]!)),
    );
    const from = model.backbone.layers.findIndex(({ name }) => name === 'block_15_depthwise');
    expect(changed.map(({ name }) => name)).toEqual(
      model.backbone.layers
        .slice(from)
        .filter((layer) => layer.weights.length > 0)
        .map(({ name }) => name),
    );
  });

  test('weights the smaller last batch by its size', async () => {
    const frozen: RecipeInput = {
      ...cnn,
      optimizer: { name: 'sgd', learningRate: 1e-12 },
      training: { epochs: 1, batchSize: 7 },
    };
    const [epoch] = (await run(frozen)).epochs;
    // Nothing is learned, so that the mean over batches of 7 and 5 is the mean over all.
    expect(epoch!.loss).toBeCloseTo(epoch!.valLoss!, 5);
    expect(epoch!.acc).toBe(epoch!.valAcc);
  });

  test('a loss that is not a number ends it and names the epoch', async () => {
    const head = {
      pooling: 'flatten',
      dense: [{ units: 8, activation: 'linear', l2: 1 }],
    } satisfies RecipeInput['head'];
    const hopeless: RecipeInput = {
      ...cnn,
      head,
      optimizer: { name: 'sgd', learningRate: 10 },
      training: { epochs: 1, batchSize: 1 },
    };
    await expect(run(hopeless)).rejects.toMatchObject({
      code: 'NAN_LOSS',
      message: expect.stringMatching(/finite loss in epoch \d+, received/),
    });
  });
});

function equal(a: tf.Tensor, b: tf.Tensor): boolean {
  return tf.tidy(() => a.equal(b).all().dataSync()[0] === 1);
}
