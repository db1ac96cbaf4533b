import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { images } from '../backbones/formula.ts';

let cacheDirectory: string;

beforeAll(async () => {
  await startTestEngine();
  cacheDirectory = await mkdtemp(join(tmpdir(), 'nsfwjs-'));
});
afterAll(() => rm(cacheDirectory, { recursive: true, force: true }));

// Needs the registry that npm installs this project from. Hash and norm are those of Keras's own networks (3.15.1),
// given the same numbers layer by layer (tests/keras/nsfwjs.py).
it.each([
  ['MobileNetV2', 96, '915fb5b6bf3c0c453d453a058622b2b913d0d457bc23b1f240e8d8c4f67ec497', 63.347385],
  ['InceptionV3', 107, '7fb71a5c5a4d93af8ee35d036ca031ae3ab0a7893644d0f45932ab29caca1e74', 15.370889],
] as const)(
  'gives %s the weights that Keras reads from the package',
  async (backbone, inputSize, expectedHash, expectedNorm) => {
    const model = buildBackbone(backbone, { inputSize, seed: 1 });
    const { hash } = await loadWeights(model, { backbone, weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' });
    expect(hash).toBe(expectedHash);
    const norm = tf.norm(model.predict(images(inputSize)) as tf.Tensor).dataSync()[0]!;
    expect(norm / expectedNorm).toBeCloseTo(1, 4);
  },
);

it('has none for the CNN', async () => {
  const model = buildBackbone('CNN', { inputSize: 96, seed: 1 });
  await expect(
    loadWeights(model, { backbone: 'CNN', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' }),
  ).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: 'Expected a backbone that nsfwjs has weights for, received CNN',
  });
});
