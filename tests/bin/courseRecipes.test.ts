import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import type { BackboneName } from '#contracts/backbones';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { startEngine } from '../../learning/engine/engine.ts';
import { fill } from '../learning/backbones/formula.ts';
import { writeLegacyH5 } from '../learning/weights/legacyFile.ts';
import { downstreamIn, jsonLines } from '../setup/commandLine.ts';
import { writeStripedImages } from '../setup/stripedImages.ts';

// Several files may share the processor; alone each takes a quarter of that.
vi.setConfig({ testTimeout: 120_000 });

const inputSize = 32;
const scenery = ['buildings', 'forest', 'glacier', 'mountain', 'sea', 'street'];
let home: string;

beforeAll(async () => {
  await startEngine('wasm');
  home = await mkdtemp(join(tmpdir(), 'course-'));
});
afterAll(() => rm(home, { recursive: true }));

/**
 * Writes a file of weights that the recipe's network may have; answers their bytes, in the order in which a saved model
 * holds them.
 */
async function writeWeights(backbone: BackboneName, gain: number): Promise<Buffer> {
  const model = buildBackbone(backbone, { inputSize, seed: null });
  fill(model, gain);
  await writeLegacyH5(join(home, `${backbone}.h5`), model);
  const bytes = Buffer.concat(model.layers.flatMap(({ weights }) => weights.map((weight) => bytesOf(weight.read()))));
  model.dispose();
  return bytes;
}

function bytesOf(tensor: tf.Tensor): Buffer {
  const { buffer, byteOffset, byteLength } = tensor.dataSync();
  return Buffer.from(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Trains one of the project's recipes on the folder `data`, smaller, shorter and with `more` but else as it is. */
async function train(name: string, data: string, training: object, more: object = {}) {
  const recipe = parse(await readFile(new URL(`../../recipes/${name}.yaml`, import.meta.url), 'utf8'));
  const derived = { ...recipe, inputSize, training: { ...recipe.training, ...training }, ...more };
  await writeFile(join(home, 'recipe.json'), JSON.stringify(derived));
  const options = [
    '--data',
    data,
    '--weights-file',
    `${recipe.backbone}.h5`,
    '--save',
    name,
    '--engine',
    'wasm',
    '--json',
  ];
  const printed = await downstreamIn(home, 'train', 'recipe.json', ...options);
  if (printed.code !== 0) throw new Error(printed.stderr);
  const lines = jsonLines(printed);
  return {
    stderr: printed.stderr,
    epochs: lines.slice(0, -1),
    evaluation: lines.at(-1).evaluation,
    recipe: JSON.parse(await readFile(join(home, name, 'model.json'), 'utf8')).recipe,
    weights: await readFile(join(home, name, 'weights.bin')),
  };
}

const epochOf = (epoch: number) => ({
  epoch,
  loss: expect.any(Number),
  acc: expect.any(Number),
  valLoss: expect.any(Number),
  valAcc: expect.any(Number),
  learningRate: 0.001,
  seconds: expect.any(Number),
});

test('cats and dogs with VGG19: augmented, one sigmoid unit learns and nothing else', async () => {
  const frozen = await writeWeights('VGG19', 1.12);
  await writeStripedImages(join(home, 'cats-and-dogs'), ['cats', 'dogs'], { train: 8, validation: 4, test: 3 });
  const shorter = { epochs: 2, batchSize: 4, stepsPerEpoch: 3, validationSteps: 1 };
  const trained = await train('cats-and-dogs-vgg19', 'cats-and-dogs', shorter);

  expect(trained.stderr).toContain(
    'Found 16 images belonging to 2 classes.\n' +
      'Found 8 images belonging to 2 classes.\n' +
      'Found 6 images belonging to 2 classes.\n',
  );
  expect(trained.epochs).toEqual([1, 2].map(epochOf));
  // Batches of four of the validation images: the first one only.
  expect(trained.epochs.map(({ valAcc }) => (valAcc * 4) % 1)).toEqual([0, 0]);
  expect(Object.keys(trained.evaluation)).toEqual([
    'loss',
    'acc',
    'images',
    'macroF1',
    'rocAuc',
    'topK',
    'perClass',
    'confusion',
  ]);
  expect(trained.evaluation).toMatchObject({
    images: 6,
    rocAuc: expect.any(Number),
    perClass: [{ className: 'cats' }, { className: 'dogs' }],
  });
  // The weights came from a file, so the recipe does not claim other ones.
  expect(trained.recipe).not.toHaveProperty('weights');
  expect(trained.recipe).toMatchObject({
    freeze: 'all',
    augmentation: { rotationRange: 40, horizontalFlip: true },
  });
  // The flattened features (at 224 pixels 25,088) and a bias.
  expect(trained.weights.length - frozen.length).toBe((512 + 1) * 4);
  expect(trained.weights.subarray(0, frozen.length).equals(frozen)).toBe(true);

  const plain = await train(
    'cats-and-dogs-vgg19',
    'cats-and-dogs',
    { ...shorter, epochs: 1 },
    { augmentation: undefined },
  );
  expect(plain.epochs[0].loss).not.toBeCloseTo(trained.epochs[0].loss, 3);
});

test('scenery with ResNet50: six softmax units learn on top of averages and nothing else', async () => {
  const frozen = await writeWeights('ResNet50', 0.45);
  await writeStripedImages(join(home, 'scenery'), scenery, { train: 4, validation: 2, test: 2 });
  const trained = await train('scenery-resnet50', 'scenery', { epochs: 2, batchSize: 8 });

  expect(trained.stderr).toContain(
    'Found 24 images belonging to 6 classes.\n' +
      'Found 12 images belonging to 6 classes.\n' +
      'Found 12 images belonging to 6 classes.\n',
  );
  expect(trained.epochs).toEqual([1, 2].map(epochOf));
  expect(trained.evaluation).toMatchObject({
    images: 12,
    rocAuc: null,
    topK: { length: 5 },
    perClass: scenery.map((className) => ({ className, images: 2 })),
  });
  expect(trained.recipe).not.toHaveProperty('augmentation');
  expect(trained.weights.length - frozen.length).toBe((2048 + 1) * 6 * 4);
  expect(trained.weights.subarray(0, frozen.length).equals(frozen)).toBe(true);
});
