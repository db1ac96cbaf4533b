import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { Examples, Images } from '../../../learning/data/examples.ts';
import { prepare, prepareTraining } from '../../../learning/features/prepare.ts';
import { cutBefore } from '../../../learning/network/cut.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { trainStage } from '../../../learning/training/trainStage.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { asImages, temporaryFeatures } from '../../setup/features.ts';
import { fill, fractions } from '../backbones/formula.ts';

const numbers = z.array(z.number());
const historySchema = z.object({ loss: numbers, acc: numbers, valLoss: numbers, valAcc: numbers });
const goldenSchema = z.object({ stages: z.array(historySchema), weights: z.record(z.string(), numbers) });
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('../../keras/golden/fineTuning.json', import.meta.url), 'utf8')),
);
const side = 8;

beforeAll(() => startTestEngine());

test('two stages go as in Keras, with normalizations frozen, learning, and frozen among learning layers', async () => {
  const { whole, network, dense } = build();
  fill(whole, 1);
  const features = temporaryFeatures();
  const train = { plain: pictures(100, 10), view: null };
  const validation = pictures(200, 6);
  const stages = [
    { from: network.layers.length, optimizer: { name: 'rmsprop', learningRate: 0.02 } },
    {
      from: network.layers.findIndex(({ name }) => name === 'conv2'),
      optimizer: { name: 'adam', learningRate: 0.005 },
    },
  ] satisfies { from: number; optimizer: RecipeInput['optimizer'] }[];

  for (const [index, { from, optimizer }] of stages.entries()) {
    const recipe = recipeSchema.parse({
      backbone: 'CNN',
      optimizer,
      training: { epochs: 3, batchSize: 8, shuffle: false },
    });
    const { prefix, input, output } = cutBefore(network, from);
    network.getLayer('bn2').trainable = false;
    const suffix = tf.model({ inputs: input, outputs: dense.apply(output) as tf.SymbolicTensor });
    const examples = {
      train: await prepareTraining(features, prefix, train, 1, () => {}),
      validation: await prepare(features, prefix, validation, () => {}),
    };
    const epochs: EpochResult[] = [];
    const { training, seed } = recipe;
    const part = { suffix, penalty: () => null };
    for await (const epoch of trainStage(
      part,
      examples,
      { optimizer: recipe.optimizer, epochs: 3 },
      { training, seed },
    ))
      epochs.push(epoch);
    // A bias before a normalization that learns has no gradient but rounding errors, of which Adam makes steps; only
    // validation sees them.
    for (const metric of ['loss', 'acc', 'valLoss', 'valAcc'] as const)
      for (const [at, value] of golden.stages[index]![metric].entries())
        expect(epochs[at]?.[metric], `${metric} of stage ${index + 1}`).toBeCloseTo(
          value,
          metric === 'valLoss' ? 3 : 5,
        );
  }
  for (const weight of whole.weights)
    for (const [at, value] of weight.read().dataSync().entries())
      expect(value, weight.originalName).toBeCloseTo(golden.weights[weight.originalName]![at]!, 3);
});

function build(): { whole: tf.LayersModel; network: tf.LayersModel; dense: tf.layers.Layer } {
  const image = tf.input({ shape: [side, side, 3] });
  let x = image;
  for (const [index, filters] of [4, 5, 6].entries()) {
    const number = index + 1;
    x = tf.layers.conv2d({ name: `conv${number}`, filters, kernelSize: 3 }).apply(x) as tf.SymbolicTensor;
    x = tf.layers.batchNormalization({ name: `bn${number}`, momentum: 0.9 }).apply(x) as tf.SymbolicTensor;
    x = tf.layers.reLU({ name: `relu${number}` }).apply(x) as tf.SymbolicTensor;
  }
  const pooled = tf.layers.globalAveragePooling2d({ name: 'pool' }).apply(x) as tf.SymbolicTensor;
  const dense = tf.layers.dense({ name: 'predictions', units: 3 });
  const whole = tf.model({ inputs: image, outputs: dense.apply(pooled) as tf.SymbolicTensor });
  return { whole, network: tf.model({ inputs: image, outputs: pooled }), dense };
}

function pictures(stream: number, count: number): Images {
  const length = side * side * 3;
  const values = Float32Array.from(fractions(stream, count * length), (fraction) => 2 * fraction - 1);
  const examples: Examples = {
    shape: [side, side, 3],
    labels: Int32Array.from({ length: count }, (_, index) => index % 3),
    read: async (indices) =>
      Float32Array.from(
        Array.from(indices).flatMap((index) => [...values.subarray(index * length, (index + 1) * length)]),
      ),
  };
  return asImages(examples, `pictures ${stream}`);
}
