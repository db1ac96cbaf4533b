import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { optimizerSchema } from '#contracts/optimizer';
import { outputUnits } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';
import type { Examples } from '../../../learning/data/examples.ts';
import { buildHead } from '../../../learning/network/head.ts';
import { classWeightsOf } from '../../../learning/training/classWeights.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { trainStage } from '../../../learning/training/trainStage.ts';
import { startTestEngine } from '../../setup/engine.ts';

const numbers = z.array(z.number());
const goldenSchema = z.object({
  features: numbers,
  validationFeatures: numbers,
  data: z.record(
    z.string(),
    z.object({ labels: numbers, validationLabels: numbers, kernels: z.tuple([numbers, numbers]) }),
  ),
  cases: z.array(
    z.object({
      classes: z.number(),
      optimizer: optimizerSchema,
      training: z.looseObject({}),
      history: z.object({ loss: numbers, acc: numbers, valLoss: numbers, valAcc: numbers, learningRate: numbers }),
      weights: z.array(numbers),
    }),
  ),
});
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('../../keras/golden/denseHead.json', import.meta.url), 'utf8')),
);

beforeAll(() => startTestEngine());

describe('a dense head on fixed features has the history that Keras gives it', () => {
  test.each(golden.cases)(
    '$classes classes, $optimizer, $training',
    async ({ classes, optimizer, training, history, weights }) => {
      const { labels, validationLabels, kernels } = golden.data[classes]!;
      const recipe = recipeSchema.parse({
        backbone: 'CNN',
        head: { pooling: 'flatten', dense: [{ units: 6, activation: 'relu', l2: 0.01 }] },
        training: { ...training, epochs: 10, batchSize: 16, shuffle: false },
      });
      const head = buildHead(recipe, classes);
      const input = tf.input({ shape: [8] });
      const suffix = tf.model({
        inputs: input,
        outputs: head.dense.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input),
      });
      const units = outputUnits(classes);
      suffix.setWeights([
        tf.tensor(kernels[0], [8, 6]),
        tf.zeros([6]),
        tf.tensor(kernels[1], [6, units]),
        tf.zeros([units]),
      ]);

      const train = { plain: rows(golden.features, labels), view: null };
      const validation = rows(golden.validationFeatures, validationLabels);
      const classWeights = classWeightsOf(recipe, ['0', '1', '2'].slice(0, classes));
      const options = { training: recipe.training, seed: recipe.seed, classWeights };
      const epochs: EpochResult[] = [];
      for await (const epoch of trainStage(
        { suffix, penalty: head.penalty },
        { train, validation },
        { optimizer, epochs: 10 },
        options,
      ))
        epochs.push(epoch);

      expect(epochs).toHaveLength(history.loss.length);
      for (const metric of ['loss', 'acc', 'valLoss', 'valAcc', 'learningRate'] as const)
        for (const [index, expected] of history[metric].entries())
          expect(epochs[index]?.[metric], metric).toBeCloseTo(expected, 5);
      for (const [index, weight] of suffix.getWeights().entries())
        for (const [at, value] of weight.dataSync().entries()) expect(value).toBeCloseTo(weights[index]![at]!, 4);
    },
  );
});

function rows(values: number[], labels: number[]): Examples {
  return {
    shape: [8],
    labels: Int32Array.from(labels),
    read: async (indices) =>
      Float32Array.from(Array.from(indices).flatMap((index) => values.slice(index * 8, index * 8 + 8))),
  };
}
