import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { backboneNames } from '#contracts/backbones';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { cutBefore } from '../../../worker/features/cut.ts';
import { fill, images } from '../backbones/formula.ts';
import { differenceOfImages, onBoth } from './onBoth.ts';

beforeAll(() => startEngine('wasm'));

/** Pixels of a side: even, as only then a halving pads one side more than the other, and halved to odd and even ones. */
const sideOf = (name: string) => {
  if (/^Xception|^Inception/.test(name)) return 108;
  // Large enough for Winograd's convolutions.
  return name.startsWith('VGG') ? 112 : 76;
};

/** Keeps the answers of deep networks neither tiny nor huge. */
const gainOf = (name: string): number =>
  JSON.parse(readFileSync(new URL(`../../keras/golden/${name}.json`, import.meta.url), 'utf8')).gain ?? 1;

test.for(backboneNames)('%s, whole and cut in the middle, answers on ONNX Runtime as on TensorFlow.js', async (name) => {
  const backbone = buildBackbone(name, { inputSize: sideOf(name), seed: null });
  fill(backbone, gainOf(name));
  const middle = cutBefore(backbone, Math.ceil(backbone.layers.length / 2)).prefix!;
  const input = images(sideOf(name));
  for (const network of [backbone, middle]) {
    const { onnx, distance } = await onBoth(network, input);
    expect(distance).toBeLessThan(1e-4);
    expect(differenceOfImages(onnx, 2)).toBeGreaterThan(1e-2);
  }
  input.dispose();
  backbone.dispose();
});
