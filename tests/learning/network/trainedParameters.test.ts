import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { startEngine } from '../../../learning/engine/engine.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import {
  decodeTrainedParameters,
  encodeTrainedParameters,
  openTrainedModel,
} from '../../../learning/network/trainedParameters.ts';
import { weightsHash } from '../../../learning/weights/modelWeights.ts';
import { answersOf } from '../export/trainedNetwork.ts';

beforeAll(() => startEngine('wasm'));

const place = { cacheDirectory: tmpdir(), kerasWeightsUrl: '' };
const classNames = ['cats', 'dogs'];

/** A network that training has changed where the recipe trains it: every number there is another. */
function trained(input: RecipeInput, change: (layer: tf.layers.Layer) => boolean) {
  const recipe = recipeSchema.parse(input);
  const model = buildModel(recipe, 2);
  const before = weightsHash(model.backbone);
  for (const layer of [...model.backbone.layers, ...model.head])
    if (change(layer))
      for (const weight of layer.weights) {
        const variable = weight.read() as tf.Variable;
        tf.tidy(() => variable.assign(variable.add(0.01)));
      }
  return { saved: { recipe, classNames, model }, before };
}

const recipe = { backbone: 'MobileNet', inputSize: 32, weights: 'random', freeze: 'none' } satisfies RecipeInput;

test('all of a network that was trained whole comes back, without the weights that it began with', async () => {
  const { saved, before } = trained(recipe, () => true);
  const bytes = encodeTrainedParameters({ ...saved, eightBits: 'far' }, { run: 'a run', weightsHash: before });
  const parameters = decodeTrainedParameters(bytes);
  expect(parameters).toMatchObject({ run: 'a run', weightsHash: before, classNames, eightBits: 'far' });
  const opened = await openTrainedModel({ ...parameters, weightsHash: 'another' }, { ...place, weights: 'imagenet' });
  expect(answersOf(opened)).toEqual(answersOf(saved));
});

test('what was frozen comes from the weights, which must be the same', async () => {
  // Random weights must be trained; a later stage may yet freeze them, and published ones may be frozen.
  const input = {
    ...recipe,
    weights: '0198c7a0-0000-7000-8000-000000000000',
    freeze: { before: 'conv_dw_13' },
  } as const;
  const { saved, before } = trained(input, ({ name }) => /_13|dense/.test(name));
  const bytes = encodeTrainedParameters(saved, { run: 'a run', weightsHash: before });
  expect(bytes.length).toBeLessThan(6e6);
  const parameters = decodeTrainedParameters(bytes);
  const opened = await openTrainedModel(parameters, { ...place, weights: 'random' });
  expect(answersOf(opened)).toEqual(answersOf(saved));
  await expect(
    openTrainedModel({ ...parameters, weightsHash: 'another' }, { ...place, weights: 'random' }),
  ).rejects.toMatchObject({ code: 'WEIGHTS_UNAVAILABLE' });
});

test('a file of another format is refused', () => {
  const bytes = Buffer.from(createHash('sha256').update('x').digest());
  expect(() => decodeTrainedParameters(bytes)).toThrow('another format or version');
});
