import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recipeSchema } from '#contracts/recipe';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { openImageFolder } from '../../../learning/dataset/imageFolder.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import { train } from '../../../learning/training/train.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { writeStripedImages } from '../../setup/stripedImages.ts';
import { fill } from '../backbones/formula.ts';

interface Case {
  /** Of the network's weights; the last layer's is 1. */
  gain: number;
  classes: string[];
  counts: { train: number; validation: number };
  history: Record<'loss' | 'acc' | 'valLoss' | 'valAcc', number[]>;
}

/** What `tests/keras/courseRecipe.py` has written. */
const golden: { side: number; epochs: number; batchSize: number; recipes: Record<string, Case> } = JSON.parse(
  readFileSync(new URL('../../keras/golden/courseRecipes.json', import.meta.url), 'utf8'),
);

beforeAll(() => startEngine('wasm'));

test.for(Object.entries(golden.recipes))(
  '%s learns from files what Keras learns from them',
  async ([name, { gain, classes, counts, history }]) => {
    const { augmentation, ...written } = parse(
      readFileSync(new URL(`../../../recipes/${name}.yaml`, import.meta.url), 'utf8'),
    );
    const { side: inputSize, epochs, batchSize } = golden;
    const recipe = recipeSchema.parse({ ...written, inputSize, training: { epochs, batchSize, shuffle: false } });
    const folder = await mkdtemp(join(tmpdir(), 'course-'));
    try {
      await writeStripedImages(folder, classes, counts);
      const [trainFolder, validationFolder] = [
        await openImageFolder(join(folder, 'train')),
        await openImageFolder(join(folder, 'validation')),
      ];
      expect(trainFolder.classNames).toEqual(classes);
      const model = buildModel(recipe, classes.length);
      fill(model.backbone, gain);
      fill(model.suffix, 1);
      const images = {
        train: openTrainingImages(trainFolder, recipe, recipe.seed),
        validation: openImages(validationFolder, recipe),
      };
      let epoch = 0;
      for await (const result of train(model, { images, features: temporaryFeatures() }, recipe)) {
        for (const metric of ['loss', 'acc', 'valLoss', 'valAcc'] as const)
          expect(
            Math.abs(result[metric]! - history[metric][epoch]!),
            `${metric} of epoch ${result.epoch}`,
          ).toBeLessThan(1e-3);
        epoch++;
      }
      expect(epoch).toBe(epochs);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
