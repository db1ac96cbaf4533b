import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ApplicationName, applicationNames, type BackboneName } from '#contracts/backbones';
import { preprocess } from '#contracts/pixels/preprocess';
import { preprocessingOf } from '../../../learning/data/preprocessingOf.ts';

/** What `tests/keras/preprocess.py` has written. */
const golden: { pixels: number[]; modes: Record<ApplicationName, string>; outputs: Record<string, number[]> } =
  JSON.parse(readFileSync(new URL('../../keras/golden/preprocess.json', import.meta.url), 'utf8'));

function preprocessed(backbone: BackboneName, preprocessing: 'rescale' | 'backbone', pixels: number[]): number[] {
  const values = new Float32Array(pixels.length);
  preprocess(Uint8Array.from(pixels), preprocessingOf({ backbone, preprocessing }), values, 0);
  return [...values];
}

test.for(applicationNames)('%s preprocesses as Keras’s preprocess_input does, to the last bit', (name) => {
  expect(preprocessed(name, 'backbone', golden.pixels)).toEqual(golden.outputs[golden.modes[name]]);
});

test('rescale divides by 255 for every backbone', () => {
  expect(preprocessed('VGG19', 'rescale', [0, 51, 255])).toEqual([0, Math.fround(51 * Math.fround(1 / 255)), 1]);
  expect(preprocessed('CNN', 'backbone', [0, 51, 255])).toEqual([0, Math.fround(51 * Math.fround(1 / 255)), 1]);
});

test.for(applicationNames)('%s preprocesses augmented values by the same rule as bytes', (name) => {
  const preprocessing = preprocessingOf({ backbone: name, preprocessing: 'backbone' });
  const [values, halves] = [new Float32Array(6), new Float32Array(6)];
  preprocess(Float32Array.of(0, 51, 255, 10, 20, 31), preprocessing, values, 0);
  expect([...values]).toEqual(preprocessed(name, 'backbone', [0, 51, 255, 10, 20, 31]));
  preprocess(Float32Array.of(5, 35.5, 143, 5, 35.5, 143), preprocessing, halves, 0);
  // Every rule is a line.
  for (const [input, value] of halves.slice(0, 3).entries())
    expect(value).toBeCloseTo((values[input]! + values[input + 3]!) / 2, 4);
});
