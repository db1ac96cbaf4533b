import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExecutorName } from '#contracts/provenance';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { Examples, Images } from '../../../learning/data/examples.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { openExecutors } from '../../../learning/executors/executors.ts';
import { throughPrefix } from '../../../learning/features/extract.ts';
import { prepare } from '../../../learning/features/prepare.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import { train } from '../../../learning/training/train.ts';
import { asImages, temporaryFeatures } from '../../setup/features.ts';
import { fill, fractions } from '../backbones/formula.ts';

beforeAll(() => startEngine('wasm'));

const frozen: RecipeInput = { backbone: 'MobileNetV2', inputSize: 32, training: { epochs: 3, batchSize: 4 } };

/** More than an executor takes at once, and not a multiple of it. */
const count = 21;

function pictures({ inputSize }: { inputSize: number }): Images {
  const size = inputSize ** 2 * 3;
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  const examples: Examples = {
    shape: [inputSize, inputSize, 3],
    labels,
    read: async (indices) =>
      Float32Array.from(
        Array.from(indices).flatMap((index) => Array.from(fractions(index, size), (value) => value - labels[index]!)),
      ),
  };
  return asImages(examples, 'fractions');
}

function build(input: RecipeInput) {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, 2);
  fill(model.backbone, 1);
  return { recipe, model };
}

async function history(name: ExecutorName, input: RecipeInput) {
  const { recipe, model } = build(input);
  const images = { train: { plain: pictures(recipe), view: null }, validation: pictures(recipe) };
  const numbers: number[][] = [];
  for await (const { loss, acc, valLoss, valAcc } of train(
    model,
    { images, features: temporaryFeatures(name) },
    recipe,
  ))
    numbers.push([loss, acc, valLoss!, valAcc!]);
  return numbers;
}

describe('a frozen prefix', () => {
  test.each(['onnx', 'tfjs'] as const)('on %s: the same recipe gives the same history, bit for bit', async (name) => {
    expect(await history(name, frozen)).toEqual(await history(name, frozen));
  });

  test('gives almost the same history on either executor, also when a later stage freezes less', async () => {
    const stage = { freeze: { before: 'Conv_1' }, optimizer: { name: 'sgd' as const, learningRate: 0.01 }, epochs: 2 };
    const recipe = { ...frozen, stages: [stage] };
    const [onnx, tfjs] = [await history('onnx', recipe), await history('tfjs', recipe)];
    expect(onnx).toHaveLength(5);
    for (const [epoch, numbers] of onnx.entries())
      for (const [at, value] of numbers.entries()) expect(value).toBeCloseTo(tfjs[epoch]![at]!, 4);
  });

  test.each(['onnx', 'tfjs'] as const)('on %s: each image’s features are in its place', async (name) => {
    const { recipe, model } = build(frozen);
    const images = pictures(recipe);
    const executor = await openExecutors({ name, version: '' }).open(model.prefix!);
    let heard = 0;
    const features = await prepare(temporaryFeatures(name), model.prefix, images, (more) => {
      heard += more;
    });
    expect(heard).toBe(count);
    await expectInPlace(features, [20, 3, 4, 19]);
    // As views of augmented images are read: more at once than the executor takes.
    await expectInPlace(
      throughPrefix(executor, images),
      Array.from({ length: count }, (_, index) => (index * 8) % count),
    );

    async function expectInPlace({ shape: [size], read }: Examples, indices: number[]) {
      const received = await read(indices);
      for (const [row, index] of indices.entries()) {
        const alone = tf.tensor(await images.read([index]), [1, 32, 32, 3]);
        const expected = (model.prefix!.predict(alone) as tf.Tensor).dataSync();
        const far = expected.map((value, at) => Math.abs(value - received[row * size! + at]!));
        expect(Math.max(...far)).toBeLessThan(1e-4);
      }
    }
  });

  test('is computed with the parameters of its stage: each prefix is opened separately', async () => {
    const { recipe, model } = build(frozen);
    const executors = openExecutors({ name: 'onnx', version: '' });
    const image = await pictures(recipe).read([0]);
    const first = await executors.open(model.prefix!);
    expect(await executors.open(model.prefix!)).toBe(first);
    const before = await first.run(image, 1);
    fill(model.backbone, 1.2);
    expect(await first.run(image, 1)).toEqual(before);
    model.refreeze('all');
    const second = await executors.open(model.prefix!);
    expect(await second.run(image, 1)).not.toEqual(before);
    await expect(first.run(image, 1)).rejects.toThrow();
  });

  test('cannot be computed after ONNX Runtime’s thread has ended, and says so', async () => {
    const { recipe, model } = build(frozen);
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    const executor = await openExecutors({ name: 'onnx', version: '' }).open(model.prefix!);
    const thread = posted.mock.contexts[0] as Worker;
    posted.mockRestore();
    await thread.terminate();
    await expect(executor.run(await pictures(recipe).read([0]), 1)).rejects.toThrow(
      'the ONNX Runtime session has ended',
    );
  });
});
