import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ApplicationName, applicationNames, type BackboneName } from '#contracts/backbones';
import { preprocess, preprocessingOf } from '../../../worker/data/preprocess.ts';

/** What `tests/keras/preprocess.py` has written. */
const golden: { pixels: number[]; modes: Record<ApplicationName, string>; outputs: Record<string, number[]> } = JSON.parse(
  readFileSync(new URL('../../keras/golden/preprocess.json', import.meta.url), 'utf8'),
);

function preprocessed(backbone: BackboneName, preprocessing: 'rescale' | 'backbone', pixels: number[]): number[] {
  const values = new Float32Array(pixels.length);
  preprocess(Uint8Array.from(pixels), preprocessingOf({ backbone, preprocessing }), values, 0);
  return [...values];
}

test.for(applicationNames)('%s preprocesses as Keras’s preprocess_input does, to the last bit', (name) => {
  expect(preprocessed(name, 'backbone', golden.pixels)).toEqual(golden.outputs[golden.modes[name]]);
});

test('rescale divides by 255, whatever the backbone', () => {
  expect(preprocessed('VGG19', 'rescale', [0, 51, 255])).toEqual([0, Math.fround(51 * Math.fround(1 / 255)), 1]);
  expect(preprocessed('CNN', 'backbone', [0, 51, 255])).toEqual([0, Math.fround(51 * Math.fround(1 / 255)), 1]);
});
