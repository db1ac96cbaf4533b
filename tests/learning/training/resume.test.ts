import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExecutorName } from '#contracts/provenance';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { ImageSource } from '../../../learning/data/imageSource.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import type { Engine } from '../../../learning/engine/engine.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import type { EpochResult } from '../../../learning/training/epochResult.ts';
import { train } from '../../../learning/training/train.ts';
import type { TrainingState } from '../../../learning/training/trainingState.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../worker/checkpoints/checkpointFile.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { shapePicture } from '../../setup/shapes.ts';
import { fill } from '../backbones/formula.ts';

vi.setConfig({ testTimeout: 180_000 });

let engine: Engine;
beforeAll(async () => {
  engine = await startTestEngine();
});

/** Seven discs and six squares: batches of 4 leave one over, and epochs of 3 steps do not divide a pass of 4. */
const shapes: ImageSource = {
  labels: Int32Array.from({ length: 13 }, (_, index) => index % 2),
  read: (index) => shapePicture(index % 2, index),
  nameOf: String,
  sealed: false,
};

interface Told extends Omit<EpochResult, 'seconds'> {
  state: TrainingState;
}

/** Numbers in a form that is fast to compare, and short to print where they differ. */
function digestOf(values: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

const inShort = ({ state: { loop, tensors }, ...numbers }: Told) => ({
  ...numbers,
  loop,
  tensors: new Map([...tensors].map(([name, { shape, values }]) => [name, { shape, values: digestOf(values) }])),
});

/**
 * Trains, from a state or from the beginning: the epochs, each with the state after it, how many steps were announced
 * and taken, and all parameters.
 */
async function run(
  input: RecipeInput,
  { from, executor = 'tfjs' }: { from?: TrainingState; executor?: ExecutorName } = {},
) {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, 2);
  // Untrained weights give almost the same output for every image.
  fill(model.backbone, 2);
  const images = { train: openTrainingImages(shapes, recipe, 11), validation: openImages(shapes, recipe) };
  let announced: number | undefined;
  let taken = 0;
  const listener = {
    prepare(_: number, steps: number) {
      announced ??= steps;
    },
    prepared() {},
    learn() {},
    step: () => void taken++,
  };
  const epochs: Told[] = [];
  const training = train(model, { images, features: temporaryFeatures(executor) }, recipe, listener, from);
  for await (const { seconds, ...result } of training) epochs.push({ ...result, state: training.state() });
  const parameters = [...model.backbone.layers, ...model.head].flatMap((layer) =>
    layer.getWeights().map((weight) => digestOf(weight.dataSync<'float32'>())),
  );
  model.backbone.dispose();
  for (const layer of model.head) layer.dispose();
  return { epochs, announced, taken, parameters };
}

/** What a process that never saw the first one is given. */
function stored(state: TrainingState): TrainingState {
  const facts = {
    runId: '01900000-0000-7000-8000-000000000000',
    attempt: 1,
    weightsHash: 'any',
    provenance: engine.provenance,
  };
  return decodeCheckpoint(encodeCheckpoint({ ...facts, state })).state;
}

/**
 * Interrupts a recipe's training after each epoch (or each second, third…), goes on in a fresh model, and compares
 * every number.
 */
async function expectSameAfterEpochs(
  recipe: RecipeInput,
  { executor, every = 1 }: { executor?: ExecutorName; every?: number } = {},
) {
  const whole = await run(recipe, { executor });
  for (const [index, { state }] of whole.epochs.entries()) {
    if ((index + 1) % every > 0) continue;
    const rest = await run(recipe, { executor, from: stored(state) });
    expect(rest.epochs.map(inShort), `after epoch ${index + 1}`).toEqual(whole.epochs.slice(index + 1).map(inShort));
    expect(rest.parameters, `after epoch ${index + 1}`).toEqual(whole.parameters);
  }
  return whole;
}

const head = {
  pooling: 'avg',
  dense: [{ units: 8, activation: 'relu', dropout: 0.3, l2: 0.01 }],
  dropout: 0.2,
} satisfies RecipeInput['head'];

/** Everything that a recipe may say and that a resumed training must know. */
const everything = {
  backbone: 'MobileNetV2',
  inputSize: 32,
  weights: 'nsfwjs',
  head,
  augmentation: { rotationRange: 40, horizontalFlip: true },
  optimizer: { name: 'adam', learningRate: 0.02 },
  training: {
    epochs: 4,
    batchSize: 4,
    stepsPerEpoch: 3,
    labelSmoothing: 0.1,
    earlyStopping: { monitor: 'valLoss', patience: 2, minDelta: 0.02, restoreBestWeights: true },
    reduceLrOnPlateau: { monitor: 'valLoss', factor: 0.5, patience: 1, minDelta: 0.02, cooldown: 1 },
  },
  stages: [
    // Block 15's end stays frozen among what is trained; block 16's normalizations move their averages.
    {
      freeze: { before: 'block_16_expand' },
      optimizer: { name: 'rmsprop', learningRate: 0.01, momentum: 0.9 },
      epochs: 5,
    },
    // The first stage's features, after what the second has changed of the backbone.
    { freeze: 'all', optimizer: { name: 'adamax', learningRate: 0.01 }, epochs: 3 },
  ],
} as const satisfies RecipeInput;

describe('training that is interrupted goes on with the same numbers, to the last bit', () => {
  test('with everything that a recipe may say', async () => {
    const { epochs } = await expectSameAfterEpochs(everything);
    // The state does hold what the test is about.
    expect(new Set(epochs.map(({ learningRate }) => learningRate)).size).toBeGreaterThan(3);
    expect(epochs.length).toBeLessThan(12);
    expect(epochs.some(({ state }) => [...state.tensors.keys()].some((name) => name.startsWith('best/')))).toBe(true);
    expect(epochs.some(({ state }) => state.loop.position.batch > 0)).toBe(true);
  });

  test('with its frozen prefix on ONNX Runtime', async () => {
    await expectSameAfterEpochs({ ...everything, augmentation: undefined }, { executor: 'onnx', every: 3 });
  });

  test.each([
    { name: 'rmsprop' },
    { name: 'rmsprop', momentum: 0.9 },
    { name: 'adam' },
    { name: 'sgd' },
    { name: 'sgd', momentum: 0.9 },
    { name: 'adagrad' },
    { name: 'adamax' },
  ] as const)('with $name, momentum $momentum', async (optimizer) => {
    const training = { epochs: 3, batchSize: 5 };
    await expectSameAfterEpochs({
      backbone: 'CNN',
      inputSize: 46,
      head: { ...head, pooling: 'flatten' },
      optimizer,
      training,
    });
  });
});

test('a resumed training announces the steps that are left, and takes them', async () => {
  const recipe = { ...everything, training: { epochs: 3, batchSize: 4, stepsPerEpoch: 3 } };
  const whole = await run(recipe);
  // A pass of 13 images in batches of 4 is an epoch of three steps and one of a single one.
  expect(whole.taken).toBe(whole.announced);
  const rest = await run(recipe, { from: stored(whole.epochs[1]!.state) });
  expect(rest.announced).toBe(whole.taken - 4);
  expect(rest.taken).toBe(rest.announced);
  expect(await run(recipe, { from: stored(whole.epochs.at(-1)!.state) })).toMatchObject({ epochs: [], taken: 0 });
});

test('a state holds what training has changed, and nothing else', async () => {
  const { epochs } = await run({
    ...everything,
    training: { epochs: 1, batchSize: 4 },
    stages: everything.stages.slice(0, 1),
  });
  const layersIn = ({ state }: Told) => new Set([...state.tensors.keys()].map((name) => name.replace(/\/\d+$/, '')));
  // Between two stages there is nothing but the network.
  expect([...layersIn(epochs[0]!)].sort()).toEqual(['network/dense', 'network/dense_1']);
  const second = [...layersIn(epochs[1]!)];
  expect(second).toContain('network/block_16_expand_BN');
  expect(second.filter((name) => /block_15|block_1_|Conv1$/.test(name))).toEqual([]);
  expect(epochs[1]!.state.tensors.get('network/block_16_expand_BN/0')!.shape).toEqual([960]);
});

test('a state whose head has the names of an earlier version goes on with the same numbers', async () => {
  const recipe = { ...everything, training: { epochs: 2, batchSize: 4 }, stages: everything.stages.slice(0, 1) };
  const whole = await run(recipe);
  const { state } = whole.epochs[0]!;
  const earlier = new Map([
    ['network/dense/', 'network/head_dense_1/'],
    ['network/dense_1/', 'network/predictions/'],
  ]);
  const tensors = new Map(
    [...state.tensors].map(([name, tensor]) => [
      name.replace(/^network\/\w+\//, (of) => earlier.get(of) ?? of),
      tensor,
    ]),
  );
  expect([...tensors.keys()].filter((name) => name.startsWith('network'))).toContain('network/predictions/0');
  const rest = await run(recipe, { from: stored({ ...state, tensors }) });
  expect(rest.epochs.map(inShort)).toEqual(whole.epochs.slice(1).map(inShort));
  expect(rest.parameters).toEqual(whole.parameters);
});

test('taking a state leaves no tensor behind', async () => {
  const recipe = { ...everything, training: { ...everything.training, epochs: 2 }, stages: [] };
  const { state } = (await run(recipe)).epochs[0]!;
  await run(recipe, { from: stored(state) });
  const before = tf.memory().numTensors;
  const from = stored(state);
  const { epochs } = await run(recipe, { from });
  expect(epochs.map(({ epoch }) => epoch)).toEqual([2]);
  expect(tf.memory().numTensors).toBe(before);
  // Nor in this process's memory.
  expect(from.tensors.size).toBe(0);
});
