import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { File } from 'h5wasm/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { weightsHash } from '../../../learning/weights/modelWeights.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { writeLegacyH5 } from './legacyFile.ts';

const top = { classes: 10, activation: 'softmax' } as const;
let folder: string;
let trained: tf.LayersModel;

beforeAll(async () => {
  await startTestEngine();
  folder = await mkdtemp(join(tmpdir(), 'weights-'));
  trained = buildBackbone('MobileNet', { inputSize: 32, seed: 7, top });
  await writeLegacyH5(join(folder, 'trained.h5'), trained);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A fresh MobileNet and the attempt to give it a file's weights. */
function load(name: string, options: { top?: typeof top } = { top }) {
  const model = buildBackbone('MobileNet', { inputSize: 32, seed: 1, ...options });
  const weights = { file: join(folder, name) };
  return {
    model,
    loaded: loadWeights(model, { backbone: 'MobileNet', weights, cacheDirectory: folder, kerasWeightsUrl: '' }),
  };
}

const refused = (...parts: string[]) => ({
  code: 'WEIGHTS_UNAVAILABLE',
  message: expect.stringMatching(new RegExp(parts.join('.*'))),
});

it('gives a network with its top every tensor', async () => {
  const { model, loaded } = load('trained.h5');
  expect(await loaded).toEqual({ hash: weightsHash(trained) });
  expect(weightsHash(model)).toBe(weightsHash(trained));
});

it('may hold a whole model, whose weights lie one level down', async () => {
  await writeLegacyH5(join(folder, 'model.h5'), trained, { wholeModel: true });
  expect(await load('model.h5').loaded).toEqual({ hash: weightsHash(trained) });
});

it('serves a network without the top, too: the file’s top is left out', async () => {
  const { model, loaded } = load('trained.h5', {});
  const base = buildBackbone('MobileNet', { inputSize: 32, seed: 7 });
  expect(await loaded).toEqual({ hash: weightsHash(base) });
  expect(weightsHash(model)).toBe(weightsHash(base));
});

it('is refused by name where it is cut off, foreign, empty or not there; nothing is assigned', async () => {
  const whole = await readFile(join(folder, 'trained.h5'));
  await writeFile(join(folder, 'cut.h5'), whole.subarray(0, whole.length / 2));
  await writeFile(join(folder, 'foreign.h5'), 'a letter');
  await writeFile(join(folder, 'empty.h5'), '');
  for (const name of ['cut.h5', 'foreign.h5', 'empty.h5']) {
    const { model, loaded } = load(name);
    const before = weightsHash(model);
    await expect(loaded).rejects.toMatchObject(refused(name, 'no whole HDF5 file'));
    expect(weightsHash(model)).toBe(before);
  }
  await expect(load('missing.h5').loaded).rejects.toMatchObject(refused('missing.h5', 'no such file'));
});

it('is refused where it is damaged inside, in one sentence', async () => {
  const bytes = await readFile(join(folder, 'trained.h5'));
  // The header of the file's root.
  bytes.fill(0x5a, bytes.indexOf('OHDR') + 4, bytes.indexOf('OHDR') + 40);
  await writeFile(join(folder, 'damaged.h5'), bytes);
  await expect(load('damaged.h5').loaded).rejects.toMatchObject(refused('damaged.h5, but it is damaged$'));
  expect(await load('trained.h5').loaded).toEqual({ hash: weightsHash(trained) });
});

it('is refused where it has another layout: without layer_names, of Keras 3, with names that are none', async () => {
  const write = (name: string, fill: (file: File) => void) => {
    const file = new File(join(folder, name), 'w');
    fill(file);
    file.close();
  };
  write('numbers.h5', (file) => file.create_dataset({ name: 'numbers', data: [1, 2, 3] }));
  write('keras3.h5', (file) => ['layers', 'vars'].map((name) => file.create_group(name)));
  write('text.h5', (file) => file.create_attribute('layer_names', 'conv1'));
  await expect(load('numbers.h5').loaded).rejects.toMatchObject(
    refused('numbers.h5', 'the attribute layer_names on /, found none'),
  );
  await expect(load('keras3.h5').loaded).rejects.toMatchObject(refused('keras3.h5', 'Keras 3', 'no weights in it'));
  await expect(load('text.h5').loaded).rejects.toMatchObject(refused('text.h5', 'a list of names', 'received conv1'));
});

it('is refused for another input size where the top depends on it, with the layer and both shapes', async () => {
  const vgg = (inputSize: number) => buildBackbone('VGG16', { inputSize, seed: null, top });
  await writeLegacyH5(join(folder, 'vgg.h5'), vgg(32));
  const weights = { file: join(folder, 'vgg.h5') };
  await expect(
    loadWeights(vgg(64), { backbone: 'VGG16', weights, cacheDirectory: folder, kerasWeightsUrl: '' }),
  ).rejects.toMatchObject(
    refused('layer fc1 expects \\[2048, 4096\\], \\[4096\\], received \\[512, 4096\\], \\[4096\\]'),
  );
});

it('is refused where it is HDF5 of another kind', async () => {
  await writeLegacyH5(
    join(folder, 'other.h5'),
    tf.sequential({ layers: [tf.layers.dense({ name: 'only', units: 3, inputShape: [2] })] }),
  );
  await expect(load('other.h5').loaded).rejects.toMatchObject(
    refused('layer conv1 expects \\[3, 3, 3, 32\\]', "received \\[2, 3\\], \\[3\\] from the file's only"),
  );
});
