import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import { gradCam, lastConvolution } from '../../../learning/analysis/gradCam.ts';
import { buildModel, type RecipeModel } from '../../../learning/network/buildModel.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { fill, fractions, images } from '../backbones/formula.ts';

/** What tests/keras/gradCam.py wrote. */
interface Golden {
  size: number;
  gain: number;
  layer: string;
  /** maps[class][row][column] */
  maps: number[][][];
}
const golden: Record<string, Golden> = JSON.parse(
  readFileSync(new URL('../../keras/golden/gradCam.json', import.meta.url), 'utf8'),
);

beforeAll(() => startTestEngine());

function networkOf(backbone: string, { size, gain }: Golden): RecipeModel {
  const { recipe } = parseRecipe({
    backbone,
    weights: 'random',
    freeze: 'none',
    inputSize: size,
    head: { pooling: 'avg', dense: [{ units: 8 }] },
  });
  const model = buildModel(recipe!, 3);
  fill(model.backbone, gain);
  const named = model.head.filter((layer) => layer.weights.length > 0);
  for (const [index, layer] of named.entries()) {
    const shape = layer.weights[0]!.shape as [number, number];
    const kernel = Float32Array.from(fractions(77 + index, shape[0] * shape[1]), (value) => value - 0.5);
    layer.setWeights([tf.tensor(kernel, shape), tf.zeros([shape[1]])]);
  }
  return model;
}

// The gradient goes through no layer below the last convolution, so that float32 differs from Keras as the outputs do.
test.for(Object.entries(golden))("%s looks where Keras's network looks, within 1e-3", async ([name, expected]) => {
  const model = networkOf(name, expected);
  expect(model.backbone.layers[lastConvolution(model.backbone)]!.name).toBe(expected.layer);
  const batch = images(expected.size);
  const pixels = batch.slice([0], [1]).dataSync() as Float32Array;
  for (const [index, rows] of expected.maps.entries()) {
    const heat = await gradCam(model, pixels, index);
    expect([heat.rows, heat.columns]).toEqual([rows.length, rows[0]!.length]);
    const furthest = rows.flat().reduce((most, value, at) => Math.max(most, Math.abs(value - heat.values[at]!)), 0);
    expect(furthest).toBeLessThan(1e-3);
  }
  batch.dispose();
  // WASM has room for a few networks only.
  for (const layer of [...model.backbone.layers, ...model.head]) layer.dispose();
});
