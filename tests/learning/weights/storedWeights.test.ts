import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { File } from 'h5wasm/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ObjectStore, openObjectStore } from '#prisma/objectStore';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { readLegacyH5 } from '../../../learning/weights/legacyH5.ts';
import { writeLegacyH5 } from '../../../learning/weights/legacyH5Writer.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { storeWeights } from '../../../learning/weights/storedWeights.ts';
import { weightsHash } from '../../../learning/weights/weightsHash.ts';

let folder: string;
let cacheDirectory: string;
let store: ObjectStore;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'stored-'));
  cacheDirectory = join(folder, 'cache');
  store = openObjectStore(join(folder, 'objects'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const build = (name: 'CNN' | 'MobileNetV2', seed: number) => buildBackbone(name, { inputSize: 64, seed });
const load = (model: tf.LayersModel, backbone: 'CNN' | 'MobileNetV2', address: string) =>
  loadWeights(model, {
    backbone,
    weights: { published: { name: 'ours', address }, store },
    cacheDirectory,
    kerasWeightsUrl: '',
  });

it('gives a network of the same kind every tensor, and leaves no file behind', async () => {
  const trained = build('MobileNetV2', 7);
  const other = buildBackbone('MobileNetV2', { inputSize: 96, seed: 1 });
  expect(await load(other, 'MobileNetV2', await storeWeights(trained, store, cacheDirectory))).toEqual({
    hash: weightsHash(trained),
  });
  expect(weightsHash(other)).toBe(weightsHash(trained));
  expect(await readdir(cacheDirectory)).toEqual([]);
});

it('has one address for the same weights whenever they are stored, and another one for others', async () => {
  const first = await storeWeights(build('CNN', 7), store, cacheDirectory);
  // HDF5 notes times in whole seconds.
  await sleep(1100);
  expect(await storeWeights(build('CNN', 7), store, cacheDirectory)).toBe(first);
  expect(await storeWeights(build('CNN', 8), store, cacheDirectory)).not.toBe(first);
  // The clock that stood still meanwhile goes right again.
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
});

it('is refused by a network that it does not fit, naming the first layer and the weights, and nothing is assigned', async () => {
  const model = build('MobileNetV2', 1);
  const before = weightsHash(model);
  await expect(
    load(model, 'MobileNetV2', await storeWeights(build('CNN', 7), store, cacheDirectory)),
  ).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: expect.stringMatching(
      /published weights "ours" do not fit .*: layer Conv1 expects .* from the file's conv2d$/,
    ),
  });
  expect(weightsHash(model)).toBe(before);
});

it('is unavailable where the store has no such object, or one that is something else', async () => {
  const absent = 'ab'.repeat(32);
  await expect(load(build('CNN', 1), 'CNN', absent)).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: `Expected the published weights "ours" in the object store, but there is no object ${absent}`,
  });
  const letter = await store.put(Buffer.from('a letter'));
  await expect(load(build('CNN', 1), 'CNN', letter)).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: expect.stringContaining(`object ${letter} is no Keras file: it is no whole HDF5 file`),
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
  const saved = await readLegacyH5(path);
  expect(saved.map((layer) => layer.name)).toEqual(layers.map((layer) => layer.name));
  expect(saved[299]!.tensors[0]!.values).toEqual(layers[299]!.getWeights()[0]!.dataSync());
});

it('is not half written in silence: a full disk, or a folder that is not there, is an error', async () => {
  for (const path of ['/dev/full', join(folder, 'nowhere', 'weights.h5')])
    await expect(writeLegacyH5(path, build('CNN', 1))).rejects.toThrow(`expected ${path} to take the weights of cnn`);
});
