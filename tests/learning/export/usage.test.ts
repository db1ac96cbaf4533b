import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exportFormats } from '#contracts/exports';
import { historyFormats, usageLines } from '#contracts/exportUsage';
import { historyCsv } from '#contracts/historyFiles';
import { preprocess } from '#contracts/pixels/preprocess';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { preprocessingOf } from '../../../learning/data/preprocessingOf.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { probabilitiesOf } from '../../../learning/network/loss.ts';
import type { SavedModel } from '../../../learning/network/savedModel.ts';
import { askKeras, realKeras } from './realKeras.ts';
import { trainedNetwork } from './trainedNetwork.ts';

vi.setConfig({ testTimeout: 180_000 });

const python = await realKeras();
let folder: string;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'usage-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every format has three lines that name its file', () => {
  const used = { recipe: recipeSchema.parse({ backbone: 'VGG16' }), classNames: ['cat', 'dog'] };
  for (const format of [...exportFormats, ...historyFormats]) {
    const lines = usageLines(format, used, 'run-1.file');
    expect(lines, format).toHaveLength(3);
    expect(lines.join('\n'), format).toContain('run-1.file');
  }
});

const networks: RecipeInput[] = [
  { backbone: 'CNN', inputSize: 46 },
  { backbone: 'MobileNetV2', inputSize: 32 },
  { backbone: 'ResNet50', inputSize: 33, preprocessing: 'backbone' },
];

test.skipIf(!python).for(networks)(
  'the lines of $backbone, run in real Keras as they stand, answer what the network answers here',
  async (recipe) => {
    const saved = trainedNetwork(recipe, 3);
    const pixels = await writeImage(saved.recipe.inputSize);
    const ours = answerOf(saved, pixels);
    for (const format of ['keras', 'h5'] as const) {
      const path = `run-1.${format}`;
      await exportModel(saved, format, join(folder, path));
      const [load, read, predict] = usageLines(format, saved, path);
      const program = [
        'import json, os, sys; os.chdir(sys.argv[1])',
        load,
        read,
        `answer = ${predict}`,
        'print(json.dumps(answer.ravel().tolist()))',
      ].join('\n');
      const theirs = (await askKeras(python!, ['-c', program, folder])) as number[];
      for (const [index, value] of ours.entries()) expect(Math.abs(value - theirs[index]!)).toBeLessThan(1e-4);
    }
    tf.disposeVariables();
  },
);

test.skipIf(!python)('a table of the standard library reads the CSV', async () => {
  const epoch = { epoch: 1, loss: 0.5, acc: 0.5, valLoss: null, valAcc: null, learningRate: 0.001, seconds: 1 };
  await writeFile(join(folder, 'run-1.csv'), historyCsv([epoch]));
  const program = 'import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1])))))';
  expect(await askKeras(python!, ['-c', program, join(folder, 'run-1.csv')])).toEqual([
    { epoch: '1', loss: '0.5', acc: '0.5', valLoss: '', valAcc: '', learningRate: '0.001', seconds: '1' },
  ]);
});

/** An image of the network's own size, so that nobody resizes it. Its name is that in the lines. */
async function writeImage(size: number): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: size * size * 3 }, (_, index) => (index * 37 + (index >> 5)) % 256);
  const png = await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toBuffer();
  await writeFile(join(folder, 'image.jpg'), png);
  return pixels;
}

function answerOf({ recipe, model }: SavedModel, pixels: Uint8Array): number[] {
  const values = new Float32Array(pixels.length);
  preprocess(pixels, preprocessingOf(recipe), values, 0);
  return tf.tidy(() => {
    const input = tf.tensor4d(values, [1, recipe.inputSize, recipe.inputSize, 3]);
    const features = model.prefix ? (model.prefix.predict(input) as tf.Tensor) : input;
    return [...probabilitiesOf(model.suffix.predict(features) as tf.Tensor2D).dataSync()];
  });
}
