import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { openImageFolder } from '../../../learning/dataset/imageFolder.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import { train } from '../../../learning/training/train.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { writeWeights } from '../../../learning/weights/weightsFile.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { writeStripedImages } from '../../setup/stripedImages.ts';
import { images } from '../backbones/formula.ts';
import { askKeras, realKeras, startKeras } from './realKeras.ts';
import { answersOf, trainedNetwork } from './trainedNetwork.ts';

vi.setConfig({ testTimeout: 180_000 });

const python = await realKeras();

beforeAll(() => startEngine('wasm'));

const script = (name: string) => fileURLToPath(new URL(`../../keras/${name}`, import.meta.url));
const classNames = ['forest', 'sea', 'street'];
const recipe = {
  backbone: 'MobileNetV2',
  inputSize: 40,
  freeze: { before: 'block_16_expand' },
  head: { pooling: 'avg', dense: [{ units: 6, dropout: 0.3, l2: 0.01 }] },
  training: { epochs: 1, batchSize: 4 },
} satisfies RecipeInput;

test.skipIf(!python).for(['keras', 'h5'])(
  'trained here, fine-tuned in Keras, read from its .%s file, published and trained again: the same at each border',
  async (ending) => {
    const folder = await mkdtemp(join(tmpdir(), 'round-trip-'));
    const place = { backbone: 'MobileNetV2', cacheDirectory: join(folder, 'cache'), kerasWeightsUrl: '' } as const;
    try {
      // From here to Keras.
      const saved = trainedNetwork(recipe, classNames.length);
      await exportModel(saved, 'keras', join(folder, 'ours.keras'));
      const fineTuning = [script('fineTuneExported.py'), join(folder, 'ours.keras'), join(folder, 'tuned'), 'out_relu'];
      const tuned = (await askKeras(python!, fineTuning)) as Record<'before' | 'after' | 'features', number[]>;
      expectSame(answersOf(saved), tuned.before);
      expect(Math.abs(tuned.after[0]! - tuned.before[0]!)).toBeGreaterThan(1e-3);

      // Back: the backbone that Keras fine-tuned, without the head.
      const backbone = buildBackbone('MobileNetV2', { inputSize: 40, seed: null });
      await loadWeights(backbone, { ...place, weights: { file: join(folder, `tuned.${ending}`) } });
      const input = images(40);
      expectSame([...(backbone.predict(input) as tf.Tensor).dataSync()], tuned.features);

      // Published, and where another run begins.
      const bytes = await writeWeights(backbone, place.cacheDirectory);
      const next = recipeSchema.parse({ ...recipe, weights: '0198c7a0-0000-7000-8000-000000000000' });
      const model = buildModel(next, classNames.length);
      const published = { name: 'tuned in Keras', address: 'of the test', read: async () => bytes };
      await loadWeights(model.backbone, { ...place, weights: { published } });
      expectSame([...(model.backbone.predict(input) as tf.Tensor).dataSync()], tuned.features);
      input.dispose();
      await writeStripedImages(folder, classNames, { train: 4, validation: 2 });
      const data = {
        images: {
          train: openTrainingImages(await openImageFolder(join(folder, 'train')), next, next.seed),
          validation: openImages(await openImageFolder(join(folder, 'validation')), next),
        },
        features: temporaryFeatures(),
      };
      for await (const { loss } of train(model, data, next)) expect(loss).toBeGreaterThan(0);

      // And out again.
      const again = { recipe: next, classNames, model };
      await exportModel(again, 'keras', join(folder, 'again.keras'));
      const keras = startKeras(python!, script('predictExported.py'));
      const [answer] = (await keras.ask([40, join(folder, 'again.keras')])) as [{ answers: number[] }];
      keras.close();
      expectSame(answersOf(again), answer.answers);
    } finally {
      await rm(folder, { recursive: true });
      tf.disposeVariables();
    }
  },
);

/** Within 1e-5, absolutely for probabilities, relatively for features. */
function expectSame(ours: number[], theirs: number[]): void {
  expect(ours).toHaveLength(theirs.length);
  const largest = Math.max(1, ...theirs.map(Math.abs));
  for (const [index, value] of ours.entries()) expect(Math.abs(value - theirs[index]!) / largest).toBeLessThan(1e-5);
}
