import * as tf from '@tensorflow/tfjs';
import { describe, expect, test, vi } from 'vitest';
import type { EngineName } from '#contracts/provenance';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import type { ImageSource } from '../../../learning/data/imageSource.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import { train } from '../../../learning/training/train.ts';
import type { TrainingState } from '../../../learning/training/trainingState.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { shapePicture } from '../../setup/shapes.ts';
import { softwareGpu } from '../../setup/softwareGpu.ts';
import { fill } from '../backbones/formula.ts';

vi.setConfig({ testTimeout: 600_000 });

const shapes: ImageSource = {
  labels: Int32Array.from({ length: 6 }, (_, index) => index % 2),
  read: (index) => shapePicture(index % 2, index),
  nameOf: String,
  sealed: false,
};

/** The frozen prefix is most of MobileNetV2, and every kind of its layers trains. */
const recipe: RecipeInput = {
  backbone: 'MobileNetV2',
  inputSize: 64,
  freeze: { before: 'block_16_expand' },
  head: { pooling: 'avg', dense: [{ units: 8, activation: 'relu', dropout: 0.3, l2: 0.01 }] },
  // Adam would make a step of any gradient, also of one that is only rounded from zero.
  optimizer: { name: 'sgd', learningRate: 0.01, momentum: 0.9 },
  training: { epochs: 2, batchSize: 4 },
};

async function history(engine: EngineName, from?: TrainingState) {
  await startEngine(engine);
  const parsed = recipeSchema.parse(recipe);
  const model = buildModel(parsed, 2);
  // With a larger gain each block would make three times as much of a difference in the last bit.
  fill(model.backbone, 0.85);
  const images = { train: openTrainingImages(shapes, parsed, 11), validation: openImages(shapes, parsed) };
  const training = train(model, { images, features: temporaryFeatures('tfjs') }, parsed, undefined, from);
  const epochs: { loss: number; valLoss: number; state: TrainingState }[] = [];
  for await (const { loss, valLoss } of training) epochs.push({ loss, valLoss: valLoss!, state: training.state() });
  tf.disposeVariables();
  return epochs;
}

const losses = (epochs: Awaited<ReturnType<typeof history>>) => epochs.flatMap(({ loss, valLoss }) => [loss, valLoss]);

describe.runIf(softwareGpu)('MobileNetV2 at 64 pixels on WebGPU', () => {
  test('learns as on WASM, and goes on after an epoch as if it had not been interrupted, bit for bit', async () => {
    Object.assign(process.env, softwareGpu);
    const whole = await history('webgpu');
    const onWasm = losses(await history('wasm'));
    const ratios = losses(whole).map((loss, index) => loss / onWasm[index]!);
    expect(ratios).toEqual(ratios.map(() => expect.closeTo(1, 3)));

    const rest = await history('webgpu', structuredClone(whole[0]!.state));
    expect(rest).toEqual(whole.slice(1));
  });
});
