import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { File } from 'h5wasm/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { writeLegacyH5 } from '../../../learning/weights/legacyH5Writer.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { weightsHash } from '../../../learning/weights/modelWeights.ts';
import { readH5, writeWeights } from '../../../learning/weights/weightsFile.ts';

let folder: string;
let cacheDirectory: string;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'stored-'));
  cacheDirectory = join(folder, 'cache');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const build = (name: 'CNN' | 'MobileNetV2', seed: number) => buildBackbone(name, { inputSize: 64, seed });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const load = (model: tf.LayersModel, backbone: 'CNN' | 'MobileNetV2', bytes: Buffer) =>
  loadWeights(model, {
    backbone,
    weights: { published: { name: 'ours', address: sha256(bytes), read: async () => bytes } },
    cacheDirectory,
    kerasWeightsUrl: '',
  });

it('gives a network of the same kind every tensor, and leaves no file behind', async () => {
  const trained = build('MobileNetV2', 7);
  const other = buildBackbone('MobileNetV2', { inputSize: 96, seed: 1 });
  expect(await load(other, 'MobileNetV2', await writeWeights(trained, cacheDirectory))).toEqual({
    hash: weightsHash(trained),
  });
  expect(weightsHash(other)).toBe(weightsHash(trained));
  expect(await readdir(cacheDirectory)).toEqual([]);
});

it('has the same bytes for the same weights whenever they are written, and others for others', async () => {
  const first = await writeWeights(build('CNN', 7), cacheDirectory);
  // HDF5 notes times in whole seconds.
  await sleep(1100);
  expect(await writeWeights(build('CNN', 7), cacheDirectory)).toEqual(first);
  expect(await writeWeights(build('CNN', 8), cacheDirectory)).not.toEqual(first);
  // The clock that stood still meanwhile goes right again.
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
});

it('is refused by a network that it does not fit, with the first layer’s name; nothing is assigned', async () => {
  const model = build('MobileNetV2', 1);
  const before = weightsHash(model);
  await expect(load(model, 'MobileNetV2', await writeWeights(build('CNN', 7), cacheDirectory))).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: expect.stringMatching(
      /published weights "ours" do not fit .*: layer Conv1 expects .* from the file's conv2d; .* choose that/,
    ),
  });
  expect(weightsHash(model)).toBe(before);
});

it('is unavailable where the object is something else', async () => {
  const letter = Buffer.from('a letter');
  await expect(load(build('CNN', 1), 'CNN', letter)).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message:
      'Expected the published weights "ours" in the object store, ' +
      `but object ${sha256(letter)} is no Keras file: it is no whole HDF5 file`,
  });
});

it('lists names in several attributes where one would be longer than Keras makes them', async () => {
  const name = (index: number) => `${'long'.repeat(60)}_${index}`;
  const layers = Array.from({ length: 300 }, (_, index) =>
    tf.layers.dense({ name: name(index), units: 1, inputShape: [1] }),
  );
  const path = join(folder, 'many.h5');
  await writeLegacyH5(path, tf.sequential({ layers }));
  const file = new File(path, 'r');
  expect(Object.keys(file.attrs)).toEqual(['layer_names0', 'layer_names1']);
  file.close();
  await readH5(path, ([network]) => {
    const saved = network!.layers;
    expect(saved.map((layer) => layer.name)).toEqual(layers.map((layer) => layer.name));
    expect(saved[299]!.tensors[0]!.read()).toEqual(layers[299]!.getWeights()[0]!.dataSync());
  });
});

it('is never half written without an error: a full disk, or a folder that is not there, is an error', async () => {
  for (const path of ['/dev/full', join(folder, 'nowhere', 'weights.h5')])
    await expect(writeLegacyH5(path, build('CNN', 1))).rejects.toThrow(`expected ${path} to take the weights of cnn`);
});
