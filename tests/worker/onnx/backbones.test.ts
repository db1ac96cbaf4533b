import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { backboneNames } from '#contracts/backbones';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { cutBefore } from '../../../worker/features/cut.ts';
import { fill, images } from '../backbones/formula.ts';
import { differenceOfImages, onBoth } from './onBoth.ts';

beforeAll(() => startEngine('wasm'));

/** An odd side, halved to even and odd ones: where paddings differ. The gain keeps the answers of deep networks neither tiny nor huge. */
const sizes = { Xception: 107, InceptionV3: 107, InceptionResNetV2: 107 } as const;
const sideOf = (name: string) => (name in sizes ? sizes[name as keyof typeof sizes] : 75);
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
