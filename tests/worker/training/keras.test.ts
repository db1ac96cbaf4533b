import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { outputUnits } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';
import type { Examples } from '../../../worker/data/examples.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { buildHead } from '../../../worker/training/head.ts';
import { type EpochResult, train } from '../../../worker/training/train.ts';

const numbers = z.array(z.number());
const goldenSchema = z.array(
  z.object({
    classes: z.number(),
    optimizer: z.looseObject({ name: z.string(), learningRate: z.number() }),
    features: numbers,
    labels: numbers,
    validationFeatures: numbers,
    validationLabels: numbers,
    kernels: z.tuple([numbers, numbers]),
    history: z.object({ loss: numbers, acc: numbers, valLoss: numbers, valAcc: numbers }),
    weights: z.array(numbers),
  }),
);
const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL('../../keras/golden/denseHead.json', import.meta.url), 'utf8')));

beforeAll(() => startEngine('wasm'));

describe('a dense head on fixed features has the history that Keras gives it', () => {
  test.each(golden)('$classes classes, $optimizer', async ({ classes, optimizer, history, kernels, weights, ...data }) => {
    const recipe = recipeSchema.parse({
      backbone: 'CNN',
      head: { pooling: 'flatten', dense: [{ units: 6, activation: 'relu', l2: 0.01 }] },
      optimizer,
      training: { epochs: history.loss.length, batchSize: 16, shuffle: false },
    });
    const head = buildHead(recipe, classes);
    const input = tf.input({ shape: [8] });
    const suffix = tf.model({ inputs: input, outputs: head.dense.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input) });
    const units = outputUnits(classes);
    suffix.setWeights([tf.tensor(kernels[0], [8, 6]), tf.zeros([6]), tf.tensor(kernels[1], [6, units]), tf.zeros([units])]);

    const examples = { train: rows(data.features, data.labels), validation: rows(data.validationFeatures, data.validationLabels) };
    const epochs: EpochResult[] = [];
    for await (const epoch of train({ suffix, penalty: head.penalty }, examples, recipe)) epochs.push(epoch);

    for (const metric of ['loss', 'acc', 'valLoss', 'valAcc'] as const)
      for (const [index, expected] of history[metric].entries()) expect(epochs[index]?.[metric], metric).toBeCloseTo(expected, 5);
    for (const [index, weight] of suffix.getWeights().entries())
      for (const [at, value] of weight.dataSync().entries()) expect(value).toBeCloseTo(weights[index]![at]!, 4);
  });
});

function rows(values: number[], labels: number[]): Examples {
  return {
    shape: [8],
    labels: Int32Array.from(labels),
    read: async (indices) => Float32Array.from(Array.from(indices).flatMap((index) => values.slice(index * 8, index * 8 + 8))),
  };
}
