import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { Images } from '../../../learning/data/examples.ts';
import type { ImageSource } from '../../../learning/data/imageSource.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { type Executors, openExecutors } from '../../../learning/executors/executors.ts';
import { openFeatures } from '../../../learning/features/features.ts';
import { openFeatureStore } from '../../../learning/features/store/featureStore.ts';
import { buildModel, type RecipeModel } from '../../../learning/network/buildModel.ts';
import { train } from '../../../learning/training/train.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { featureStoreIn } from '../../setup/features.ts';
import { shapePicture } from '../../setup/shapes.ts';
import { fill } from '../backbones/formula.ts';

beforeAll(() => startTestEngine());

const count = 20;
const small: RecipeInput = { backbone: 'MobileNetV2', inputSize: 32, training: { epochs: 2, batchSize: 8 } };

/** Discs and squares. */
function shapes(first = 0): ImageSource {
  return {
    labels: Int32Array.from({ length: count }, (_, index) => index % 2),
    read: (index) => shapePicture(index % 2, first + index),
    nameOf: String,
    sealed: false,
  };
}

function emptyCache(): string {
  const cache = mkdtempSync(join(tmpdir(), 'features-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  return cache;
}

function build(input: RecipeInput, gain = 2) {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, 2);
  fill(model.backbone, gain);
  return { recipe, model };
}

interface Choices {
  executors?: Executors;
  store?: Partial<Parameters<typeof openFeatureStore>[0]>;
}

function openIn(cache: string, { executors = openExecutors({ name: 'tfjs', version: 'one' }), store }: Choices = {}) {
  return openFeatures(executors, openFeatureStore({ ...featureStoreIn(cache), ...store }));
}

/** A run of a recipe: its history, and how many images went through the frozen prefix or were found. */
async function run(
  cache: string,
  input: RecipeInput,
  {
    source = shapes(),
    seed = 11,
    gain = 2,
    ...choices
  }: Choices & { source?: ImageSource; seed?: number; gain?: number } = {},
) {
  const { recipe, model } = build(input, gain);
  const features = openIn(cache, choices);
  const images = { train: openTrainingImages(source, recipe, seed), validation: openImages(shapes(100), recipe) };
  const history: number[][] = [];
  for await (const { loss, acc, valLoss, valAcc } of train(model, { images, features }, recipe))
    history.push([loss, acc, valLoss!, valAcc!]);
  return { ...features.counts, history };
}

/** For runs that may not need a frozen prefix at all. */
const idle: Executors = {
  get identity() {
    return openExecutors({ name: 'tfjs', version: 'one' }).identity;
  },
  open: () => Promise.reject(new Error('no image may go through the frozen prefix')),
};

test('another head on the same images finds all features, and learns as it would have learned alone', async () => {
  const cache = emptyCache();
  expect(await run(cache, small)).toMatchObject({ computed: 2 * count, found: 0 });
  const other: RecipeInput = {
    ...small,
    seed: 5,
    head: { pooling: 'avg', dense: [{ units: 4 }] },
    optimizer: { name: 'adam' },
  };
  const second = await run(cache, other, { executors: idle });
  expect(second).toMatchObject({ computed: 0, found: 2 * count });
  expect(second.history).toEqual((await run(emptyCache(), other)).history);
});

describe('features are computed again for', () => {
  const others: [string, RecipeInput, Parameters<typeof run>[2]][] = [
    ['other images', small, { source: shapes(40) }],
    ['other weights', small, { gain: 1.9 }],
    ['another cut', { ...small, freeze: { before: 'Conv_1' } }, {}],
    ['another pooling', { ...small, head: { pooling: 'max' } }, {}],
    ['another preprocessing', { ...small, preprocessing: 'rescale' }, {}],
    ['another interpolation', { ...small, interpolation: 'bilinear' }, {}],
    ['another input size', { ...small, inputSize: 64 }, {}],
    ['another network', { ...small, backbone: 'MobileNet' }, {}],
    ['another executor', small, { executors: openExecutors({ name: 'onnx', version: 'one' }) }],
    ['another version of the executor', small, { executors: openExecutors({ name: 'tfjs', version: 'two' }) }],
    ['another precision', small, { store: { precision: 'float16' } }],
  ];
  test.each(others)('%s', async (what, input, choices) => {
    const cache = emptyCache();
    await run(cache, small);
    // Validation images stay the same.
    expect((await run(cache, input, choices)).computed).toBe(what === 'other images' ? count : 2 * count);
  });
});

describe('features from another processor', () => {
  const onProcessor = (name: 'onnx' | 'tfjs', processor: string, threads = 2) => ({
    executors: openExecutors({ name, version: 'one' }, undefined, { processor, threads }),
  });

  test('are computed again, because the processor decides their last bits', async () => {
    const cache = emptyCache();
    expect(await run(cache, small, onProcessor('onnx', 'one'))).toMatchObject({ computed: 2 * count, found: 0 });
    expect(await run(cache, small, onProcessor('onnx', 'another'))).toMatchObject({ computed: 2 * count, found: 0 });
    expect(await run(cache, small, onProcessor('onnx', 'one'))).toMatchObject({ computed: 0, found: 2 * count });
  });

  test.runIf(process.env.ENGINE === 'native')(
    'or with another number of threads are computed again, because threads share the sums',
    async () => {
      const cache = emptyCache();
      await run(cache, small, onProcessor('tfjs', 'one'));
      expect(await run(cache, small, onProcessor('tfjs', 'one', 3))).toMatchObject({ computed: 2 * count, found: 0 });
    },
  );

  test.runIf(process.env.ENGINE !== 'native')(
    'are found where WASM computed them: it gives the same bits everywhere',
    async () => {
      const cache = emptyCache();
      await run(cache, small, onProcessor('tfjs', 'one'));
      expect(await run(cache, small, onProcessor('tfjs', 'another', 3))).toMatchObject({
        computed: 0,
        found: 2 * count,
      });
    },
  );
});

describe('augmented images', () => {
  const augmented: RecipeInput = { ...small, augmentation: { rotationRange: 40, horizontalFlip: true } };

  test('go through the frozen prefix once a pass, for all who share a policy', async () => {
    const cache = emptyCache();
    const first = await run(cache, augmented);
    expect(first).toMatchObject({ computed: 2 * count + count, found: 0 });
    const other: RecipeInput = { ...augmented, seed: 5, training: { epochs: 3, batchSize: 4 } };
    expect(await run(cache, other)).toMatchObject({ computed: count, found: 2 * count + count });
    expect(await run(cache, augmented, { executors: idle })).toEqual({
      computed: 0,
      found: 3 * count,
      history: first.history,
    });
  });

  test.each<[string, RecipeInput, { seed?: number }]>([
    ['another policy', { ...augmented, augmentation: { rotationRange: 41, horizontalFlip: true } }, {}],
    ['another seed of the assignment', augmented, { seed: 12 }],
    ['none', small, {}],
  ])('of %s are others', async (what, input, seed) => {
    const cache = emptyCache();
    await run(cache, augmented);
    expect(await run(cache, input, seed)).toMatchObject({
      computed: what === 'none' ? count : 2 * count,
      found: count,
    });
  });
});

test('features that the store has no room for are computed when they are read, with the same numbers', async () => {
  const cache = emptyCache();
  const crowded = await run(cache, small, { store: { limit: 1000 } });
  // Of two splits in two epochs.
  expect(crowded).toEqual({ computed: 4 * count, found: 0, history: (await run(emptyCache(), small)).history });
  expect(readdirSync(cache)).toEqual([]);
});

test('features of 16 bits take half the room: where only they fit, they are stored', async () => {
  const store = { limit: count * 1280 * 3, precision: 'float16' } as const;
  expect(await run(emptyCache(), small, { store })).toMatchObject({ computed: 2 * count, found: 0 });
  expect(await run(emptyCache(), small, { store: { ...store, precision: 'float32' } })).toMatchObject({
    computed: 4 * count,
  });
});

test('features of 16 bits have the same numbers where they are not stored', async () => {
  const stored = await run(emptyCache(), small, { store: { precision: 'float16' } });
  expect((await run(emptyCache(), small, { store: { precision: 'float16', limit: 1000 } })).history).toEqual(
    stored.history,
  );
});

test('only a few images are read at once to identify them, however many there are', async () => {
  const { recipe, model } = build(small);
  const images = openImages(shapes(), recipe);
  let [now, most] = [0, 0];
  const identityOf = async (index: number) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
    return images.identityOf(index);
  };
  const features = await openIn(emptyCache()).of(model.prefix!, { ...images, identityOf }, null);
  features.close();
  expect(most).toBe(8);
});

test('without room, augmented images are read once before the training and once in each pass', async () => {
  const { recipe, model } = build({
    ...small,
    augmentation: { horizontalFlip: true },
    training: { epochs: 3, batchSize: 8 },
  });
  const { plain, view } = openTrainingImages(shapes(), recipe, 11);
  let reads = 0;
  const counted = (images: Images): Images => ({
    ...images,
    read(indices) {
      reads += indices.length;
      return images.read(indices);
    },
  });
  const images = {
    train: { plain, view: (pass: number) => counted(view!(pass)) },
    validation: openImages(shapes(100), recipe),
  };
  const features = openIn(emptyCache(), { store: { limit: 1000 } });
  for await (const { loss } of train(model, { images, features }, recipe)) expect(loss).toBeGreaterThan(0);
  expect(reads).toBe((1 + 3) * count);
});

test('outputs that are not finite end the run and are not stored', async () => {
  const cache = emptyCache();
  const { identity, open } = openExecutors({ name: 'tfjs', version: 'one' });
  const executors: Executors = {
    identity,
    async open(prefix) {
      const executor = await open(prefix);
      const run: typeof executor.run = async (images, rows) => (await executor.run(images, rows)).with(-1, Number.NaN);
      return { ...executor, run };
    },
  };
  await expect(run(cache, small, { executors })).rejects.toMatchObject({ code: 'NAN_LOSS' });
  expect(readdirSync(join(cache, 'features'))).toEqual([]);
});

test('16 bits change a history by little', async () => {
  const [exact, rounded] = [
    await run(emptyCache(), small),
    await run(emptyCache(), small, { store: { precision: 'float16' } }),
  ];
  expect(rounded.history).not.toEqual(exact.history);
  for (const [epoch, numbers] of rounded.history.entries())
    for (const [at, value] of numbers.entries()) expect(value).toBeCloseTo(exact.history[epoch]![at]!, 2);
});

test('a pass whose images cannot be read ends the training with their failure, and closes every file', async () => {
  const cache = emptyCache();
  const { recipe, model } = build({ ...small, augmentation: { horizontalFlip: true } });
  const { plain, view } = openTrainingImages(shapes(), recipe, 11);
  const missing = () => Promise.reject(new RunFailure('BAD_IMAGE', 'Expected the second pass, received nothing'));
  const ending = {
    plain,
    view: (pass: number) => (pass === 1 ? view!(pass) : { ...view!(pass), identityOf: missing }),
  };
  const data = { images: { train: ending, validation: openImages(shapes(100), recipe) }, features: openIn(cache) };
  const files = filesOpen();
  const epochs: number[] = [];
  const training = async () => {
    for await (const { epoch } of train(model, data, recipe)) epochs.push(epoch);
  };
  await expect(training()).rejects.toMatchObject({ code: 'BAD_IMAGE' });
  expect(epochs).toEqual([1]);
  expect(filesOpen()).toBe(files);
});

test('validation images that cannot be read end the training with their failure, and close every file', async () => {
  const { recipe, model } = build(small);
  const missing = () => Promise.reject(new RunFailure('BAD_IMAGE', 'Expected a validation image, received nothing'));
  const validation = { ...openImages(shapes(100), recipe), identityOf: missing };
  const data = {
    images: { train: openTrainingImages(shapes(), recipe, 11), validation },
    features: openIn(emptyCache()),
  };
  const files = filesOpen();
  const training = async () => {
    for await (const { epoch } of train(model, data, recipe)) expect.unreachable(`epoch ${epoch}`);
  };
  await expect(training()).rejects.toMatchObject({ code: 'BAD_IMAGE' });
  expect(filesOpen()).toBe(files);
});

/** Linux tells. */
const filesOpen = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

test('features are read from files, not held in memory: tensors and open files do not become more', async () => {
  const cache = emptyCache();
  await run(cache, small);
  const { tensors, files } = { tensors: tf.memory().numTensors, files: filesOpen() };
  const { recipe, model } = build({
    ...small,
    augmentation: { horizontalFlip: true },
    training: { epochs: 4, batchSize: 8 },
  });
  const built = tf.memory().numTensors - tensors;
  await learn(cache, model, recipe);
  expect(filesOpen()).toBe(files);
  expect(tf.memory().numTensors - tensors - built).toBeLessThanOrEqual(0);
});

async function learn(cache: string, model: RecipeModel, recipe: ReturnType<typeof build>['recipe']) {
  const images = { train: openTrainingImages(shapes(), recipe, 11), validation: openImages(shapes(100), recipe) };
  for await (const epoch of train(model, { images, features: openIn(cache) }, recipe))
    expect(epoch.loss).toBeGreaterThan(0);
}
