import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { openImageFolder } from '../../../learning/data/imageFolder.ts';
import { openImages } from '../../../learning/data/images.ts';
import { openTrainingImages } from '../../../learning/data/trainingImages.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { pythonScript } from '../../../learning/export/pythonScript.ts';
import { classWeightsOf } from '../../../learning/training/classWeights.ts';
import { train } from '../../../learning/training/train.ts';
import { temporaryFeatures } from '../../setup/features.ts';
import { writeStripedImages } from '../../setup/stripedImages.ts';
import { realKeras, runPython } from './realKeras.ts';
import { trainedNetwork } from './trainedNetwork.ts';

vi.setConfig({ testTimeout: 180_000 });

const python = await realKeras();

beforeAll(() => startEngine('wasm'));

/** No weights of Keras's own: a download for a test would be too much. */
const published = '0198c7a0-0000-7000-8000-000000000000';

const recipes: [string, RecipeInput, string[]][] = [
  [
    'the CNN with class weights, label smoothing, penalties and callbacks',
    {
      backbone: 'CNN',
      inputSize: 46,
      head: { pooling: 'flatten', dense: [{ units: 8, activation: 'tanh', l2: 0.01 }] },
      optimizer: { name: 'adam', learningRate: 0.002 },
      training: {
        epochs: 6,
        batchSize: 5,
        stepsPerEpoch: 2,
        validationSteps: 1,
        shuffle: false,
        labelSmoothing: 0.1,
        classWeight: { dogs: 2 },
        reduceLrOnPlateau: { monitor: 'valLoss', patience: 1, factor: 0.5 },
        earlyStopping: { monitor: 'valAcc', patience: 3, restoreBestWeights: true },
      },
    },
    ['cats', 'dogs'],
  ],
  [
    'MobileNetV2 in two stages, of which the second trains its last block',
    {
      backbone: 'MobileNetV2',
      inputSize: 40,
      weights: published,
      freeze: 'all',
      head: { pooling: 'max', dense: [] },
      training: { epochs: 2, batchSize: 4, shuffle: false },
      stages: [{ freeze: { before: 'block_16_expand' }, optimizer: { name: 'sgd', learningRate: 0.01 }, epochs: 2 }],
    },
    ['forest', 'sea', 'street'],
  ],
];

test.skipIf(!python).for(recipes)(
  '%s learns in the exported program what it learns here',
  async ([, input, classes]) => {
    const recipe = recipeSchema.parse(input);
    const folder = await mkdtemp(join(tmpdir(), 'python-'));
    try {
      await writeStripedImages(folder, classes, { train: 7, validation: 4, test: 2 });
      const saved = { ...trainedNetwork(input, classes.length), classNames: classes };
      await exportModel(saved, 'keras', join(folder, 'initial.keras'));
      await writeFile(join(folder, 'train.py'), pythonScript(saved));
      const history = join(folder, 'history.json');
      const trained = join(folder, 'trained.keras');
      await runPython(python!, [
        join(folder, 'train.py'),
        folder,
        '--initial',
        join(folder, 'initial.keras'),
        '--history',
        history,
        '--save',
        trained,
      ]);
      const theirs = JSON.parse(await readFile(history, 'utf8'));
      const images = {
        train: openTrainingImages(await openImageFolder(join(folder, 'train'), classes), recipe, recipe.seed),
        validation: openImages(await openImageFolder(join(folder, 'validation'), classes), recipe),
      };
      const data = { images, features: temporaryFeatures(), classWeights: classWeightsOf(recipe, classes) };
      const names = { loss: 'loss', acc: 'accuracy', valLoss: 'val_loss', valAcc: 'val_accuracy' } as const;
      let epochs = 0;
      for await (const result of train(saved.model, data, recipe)) {
        for (const [ours, name] of Object.entries(names) as [keyof typeof names, string][])
          expect(Math.abs(result[ours]! - theirs[name][epochs]), `${name} of epoch ${result.epoch}`).toBeLessThan(1e-3);
        epochs++;
      }
      expect(theirs.loss).toHaveLength(epochs);
    } finally {
      await rm(folder, { recursive: true });
      tf.disposeVariables();
    }
  },
);

test.skipIf(!python)('a program that augments, shuffles and drops out runs to its end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'python-'));
  try {
    const classNames = ['cats', 'dogs'];
    await writeStripedImages(folder, classNames, { train: 5, validation: 3, test: 2 });
    const recipe = recipeSchema.parse({
      backbone: 'CNN',
      inputSize: 46,
      head: { pooling: 'avg', dense: [{ units: 4, dropout: 0.5 }], dropout: 0.2 },
      augmentation: { rotationRange: 40, widthShiftRange: 0.2, shearRange: 0.2, zoomRange: 0.2, horizontalFlip: true },
      training: { epochs: 2, batchSize: 4, earlyStopping: { patience: 5 } },
      stages: [{ freeze: { before: 'conv2d_2' }, epochs: 1 }],
    });
    await writeFile(join(folder, 'train.py'), pythonScript({ recipe, classNames }));
    const files = ['--history', join(folder, 'history.json'), '--save', join(folder, 'trained.keras')];
    await runPython(python!, [join(folder, 'train.py'), folder, ...files]);
    expect(JSON.parse(await readFile(join(folder, 'history.json'), 'utf8')).val_accuracy).toHaveLength(3);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the program says which recipes it can repeat, and what it needs', () => {
  const script = (recipe: RecipeInput) =>
    pythonScript({ recipe: recipeSchema.parse(recipe), classNames: ['a "b"', '고양이'] }).replace(/\s+/g, ' ');
  expect(script({ backbone: 'CNN', training: { shuffle: false } })).toContain('the history equals that of Downstream');
  const augmented = script({
    backbone: 'VGG19',
    augmentation: { rotationRange: 40, zoomRange: [0.8, 1.2], horizontalFlip: true, fillMode: 'reflect' },
    head: { dropout: 0.5 },
  });
  expect(augmented).toContain('Keras draws the order of the images, the augmentation, and the dropout from generators');
  expect(augmented).toContain('zoom_range=[0.8, 1.2], horizontal_flip=True');
  expect(augmented).toContain('classes=["a \\"b\\"", "고양이"]');
  expect(script({ backbone: 'MobileNetV2', weights: 'nsfwjs' })).toContain(
    'parser.add_argument("--initial", required=True)',
  );
});
