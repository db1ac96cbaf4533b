import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { backbones } from '#contracts/backbones';
import type { RecipeInput } from '#contracts/recipe';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { countParameters } from '../../../learning/network/buildModel.ts';
import type { SavedModel } from '../../../learning/network/savedModel.ts';
import { testedNetworks } from '../../setup/networks.ts';
import { type KerasProcess, realKeras, startKeras } from './realKeras.ts';
import { answersOf, trainedNetwork } from './trainedNetwork.ts';

// Keras builds ResNet152 twice.
vi.setConfig({ testTimeout: 180_000 });

const python = await realKeras();
const script = fileURLToPath(new URL('../../keras/predictExported.py', import.meta.url));
let keras: KerasProcess;
let folder: string;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  if (python) keras = startKeras(python, script);
});
afterAll(async () => {
  keras?.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  answers: number[];
  layers: [name: string, className: string][];
  params: number;
  trainable: number;
  penalty: number;
}

/** Exports a model in both of Keras's formats and answers what real Keras says of the two. */
async function inKeras(saved: SavedModel, name: string): Promise<Answer[]> {
  const paths = [join(folder, `${name}.keras`), join(folder, `${name}.h5`)];
  await exportModel(saved, 'keras', paths[0]!);
  await exportModel(saved, 'h5', paths[1]!);
  const answers = await keras.ask([saved.recipe.inputSize, ...paths]);
  await Promise.all(paths.map((path) => rm(path)));
  return answers as Answer[];
}

function expectSame(answers: Answer[], saved: SavedModel): void {
  const ours = answersOf(saved);
  const { total } = countParameters(saved.model);
  for (const { answers: theirs, params } of answers) {
    expect(params).toBe(total);
    expect(theirs).toHaveLength(ours.length);
    for (const [index, value] of ours.entries()) expect(Math.abs(value - theirs[index]!)).toBeLessThan(1e-5);
  }
  // Otherwise equal answers would say nothing.
  expect(Math.abs(ours[0]! - ours[ours.length / 2]!)).toBeGreaterThan(1e-4);
}

test.skipIf(!python).for(testedNetworks)('%s, exported, predicts in real Keras what it predicts here', async (name) => {
  const saved = trainedNetwork({ backbone: name, inputSize: backbones[name].smallestInput + 1, freeze: 'none' }, 3);
  expectSame(await inKeras(saved, name), saved);
  tf.disposeVariables();
});

const heads: [string, RecipeInput, number][] = [
  ['flatten, two classes', { backbone: 'CNN', inputSize: 46, head: { pooling: 'flatten', dense: [] } }, 2],
  [
    'max, dense layers with dropout and penalties, three classes',
    {
      backbone: 'MobileNetV2',
      inputSize: 32,
      freeze: { before: 'block_16_expand' },
      head: {
        pooling: 'max',
        dense: [
          { units: 8, activation: 'tanh', dropout: 0.3, l2: 0.01 },
          { units: 4, activation: 'sigmoid' },
          { units: 6, activation: 'linear', dropout: 0.1, l2: 0.5 },
        ],
        dropout: 0.2,
      },
    },
    3,
  ],
  ['avg, frozen', { backbone: 'MobileNet', inputSize: 33, freeze: 'all', head: { pooling: 'avg' } }, 2],
  [
    'avg, whose last stage trains less than the first',
    { backbone: 'CNN', inputSize: 46, stages: [{ freeze: { before: 'conv2d_3' } }] },
    4,
  ],
];

test.skipIf(!python).for(heads)('a head of %s is the same in real Keras', async ([, recipe, classes]) => {
  const saved = trainedNetwork(recipe, classes);
  const answers = await inKeras(saved, 'head');
  expectSame(answers, saved);
  const lastStage = saved.recipe.stages.at(-1)?.freeze ?? saved.recipe.freeze;
  saved.model.refreeze(lastStage);
  for (const { trainable, layers, penalty } of answers) {
    expect(trainable).toBe(countParameters(saved.model).trainable);
    expect(layers.slice(-1 - saved.model.head.length).map(([name]) => name)).toEqual([
      saved.model.pooling.name,
      ...saved.model.head.map(({ name }) => name),
    ]);
    expect(penalty).toBeCloseTo(saved.model.penalty()?.dataSync()[0] ?? 0, 4);
  }
  tf.disposeVariables();
});
