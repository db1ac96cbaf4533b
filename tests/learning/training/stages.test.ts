import type * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { ImageSource } from '../../../learning/data/imageSource.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { type StepListener, train } from '../../../learning/training/train.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { shapePicture } from '../../setup/shapes.ts';
import { fill } from '../backbones/formula.ts';

beforeAll(() => startTestEngine());

/** Six discs and six squares. */
const shapes: ImageSource = {
  labels: Int32Array.from({ length: 12 }, (_, index) => index % 2),
  read: (index) => shapePicture(index % 2, index),
  nameOf: String,
  sealed: false,
};
const small = { backbone: 'MobileNetV2', inputSize: 32, weights: 'nsfwjs' } as const;

async function run(input: RecipeInput, listener?: Partial<StepListener>) {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, 2);
  // Untrained weights give almost the same output for every image.
  fill(model.backbone, 2);
  const images = { train: openTrainingImages(shapes, recipe, 11), validation: openImages(shapes, recipe) };
  const epochs: EpochResult[] = [];
  const hearing = { prepare() {}, prepared() {}, learn() {}, step() {}, ...listener };
  const weightsAfter: Map<string, Float32Array>[] = [];
  for await (const epoch of train(model, { images, features: temporaryFeatures() }, recipe, hearing)) {
    epochs.push(epoch);
    weightsAfter.push(weightsOf(model.backbone));
  }
  return { model, epochs, weightsAfter };
}

function weightsOf(model: tf.LayersModel): Map<string, Float32Array> {
  return new Map(
    model.weights.map((weight) => [weight.originalName, weight.read().dataSync().slice() as Float32Array]),
  );
}

test('a second stage trains from its layer on, with its optimizer, and numbers its epochs on', async () => {
  const heard: unknown[][] = [];
  const { epochs, weightsAfter } = await run(
    {
      ...small,
      training: { epochs: 2, batchSize: 8 },
      stages: [{ freeze: { before: 'Conv_1' }, optimizer: { name: 'sgd', learningRate: 0.05 }, epochs: 1 }],
    },
    { prepare: (...told) => heard.push(told), learn: (stage) => void heard.push([stage]) },
  );
  expect(epochs.map(({ epoch, learningRate }) => [epoch, learningRate])).toEqual([
    [1, 0.001],
    [2, 0.001],
    [3, 0.05],
  ]);
  // Images to prepare and steps to come: two epochs of two batches and one more, then that one alone.
  expect(heard).toEqual([[24, 6], [0], [24, 2], [1]]);
  const [first, second, third] = weightsAfter;
  expect(second).toEqual(first);
  const changed = [...third!.keys()].filter((name) => !equal(third!.get(name)!, second!.get(name)!));
  expect(changed).not.toHaveLength(0);
  expect(changed.every((name) => name.startsWith('Conv_1'))).toBe(true);
});

test('a stage goes on from what the one before has learned', async () => {
  const training = { epochs: 1, batchSize: 12, shuffle: false };
  const optimizer = { name: 'sgd', learningRate: 0.1 } as const;
  // Without momentum an optimizer has no state, so that two stages are one longer training.
  const long = await run({ ...small, optimizer, training: { ...training, epochs: 2 } });
  const parted = await run({ ...small, optimizer, training, stages: [{ freeze: 'all', optimizer, epochs: 1 }] });
  expect(numbersOf(parted.epochs)).toEqual(numbersOf(long.epochs));
});

test('an optimizer starts each stage without the state of the stage before', async () => {
  const training = { epochs: 1, batchSize: 12, shuffle: false };
  const optimizer = { name: 'adam', learningRate: 0.1 } as const;
  const long = await run({ ...small, optimizer, training: { ...training, epochs: 2 } });
  const parted = await run({ ...small, optimizer, training, stages: [{ freeze: 'all', optimizer, epochs: 1 }] });
  // What the first step of the second stage did shows in the validation loss after it.
  expect(parted.epochs[0]!.valLoss).toBe(long.epochs[0]!.valLoss);
  expect(parted.epochs[1]!.loss).toBe(long.epochs[1]!.loss);
  expect(parted.epochs[1]!.valLoss).not.toBe(long.epochs[1]!.valLoss);
});

test('each pass has a variation of its own, which its number decides; validation images stay as they are', async () => {
  const recipe = recipeSchema.parse({
    backbone: 'CNN',
    inputSize: 46,
    augmentation: { rotationRange: 40, horizontalFlip: true },
  });
  const { plain, view } = openTrainingImages(shapes, recipe, 11);
  const third = await plain.read([3]);
  const seen = await Promise.all([1, 2, 1].map((pass) => view!(pass).read([3])));
  expect(seen[0]).toEqual(seen[2]);
  expect(equal(seen[0]!, seen[1]!)).toBe(false);
  expect(equal(seen[0]!, third)).toBe(false);
  // Nothing else that is read may change that, in any order.
  expect((await view!(1).read([5, 3])).slice(third.length)).toEqual(seen[0]);
  expect(await openTrainingImages(shapes, recipe, 12).view!(1).read([3])).not.toEqual(seen[0]);
  expect(openTrainingImages(shapes, { ...recipe, augmentation: undefined }, 11).view).toBeNull();
});

test('every image of a read has its own variation, in the order that was asked for', async () => {
  const recipe = recipeSchema.parse({
    backbone: 'CNN',
    inputSize: 46,
    augmentation: { rotationRange: 40, horizontalFlip: true },
  });
  const view = openTrainingImages(shapes, recipe, 11).view!(1);
  const asked = [5, 0, 3, 7, 1];
  const together = await view.read(asked);
  const length = together.length / asked.length;
  for (const [n, index] of asked.entries())
    expect(together.slice(n * length, (n + 1) * length)).toEqual(await view.read([index]));
});

test('an augmentation that changes nothing gives the numbers of none, also through a frozen prefix', async () => {
  const recipe = { ...small, training: { epochs: 2, batchSize: 8 } } as const;
  const without = await run(recipe);
  expect(numbersOf((await run({ ...recipe, augmentation: {} })).epochs)).toEqual(numbersOf(without.epochs));
  const varied = await run({ ...recipe, augmentation: { rotationRange: 90 } });
  expect(varied.epochs[0]!.loss).not.toBe(without.epochs[0]!.loss);
});

function numbersOf(epochs: EpochResult[]) {
  return epochs.map(({ loss, acc, valLoss, valAcc }) => ({ loss, acc, valLoss, valAcc }));
}

function equal(a: Float32Array, b: Float32Array): boolean {
  return a.every((value, index) => value === b[index]);
}
