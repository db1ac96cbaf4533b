import { readFileSync } from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { BackboneName } from '#contracts/backbones';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { type Cut, cutBefore, cutLayers } from '../../../learning/network/cut.ts';
import { cutPlace } from '../../../learning/network/cutPlace.ts';
import { testedNetworks } from '../../setup/networks.ts';
import { fill, images } from '../backbones/formula.ts';
import { differenceOfImages, onBoth } from './onBoth.ts';

beforeAll(() => startEngine('wasm'));

/**
 * Pixels of a side: even, as only then a halving pads one side more than the other, and halved to odd and even ones.
 */
const sideOf = (name: string) => {
  if (/^Xception|^Inception/.test(name)) return 108;
  // Large enough for Winograd's convolutions.
  return name.startsWith('VGG') ? 112 : 76;
};

/** Keeps the outputs of deep networks neither tiny nor huge. */
const gainOf = (name: string): number =>
  JSON.parse(readFileSync(new URL(`../../keras/golden/${name}.json`, import.meta.url), 'utf8')).gain ?? 1;

/** Of the places behind the middle that it can be cut at, the one that the most tensors cross. */
function widestCut(network: tf.LayersModel): Cut & { crossing: number } {
  const layers = cutLayers(network);
  const places = layers.map((_, firstTrained) => cutPlace(layers, firstTrained)).slice(Math.ceil(layers.length / 2));
  const { at, crossing } = places.reduce((most, place) =>
    place.crossing.length > most.crossing.length ? place : most,
  );
  return { ...cutBefore(network, at), crossing: crossing.length };
}

/** Tensors that cross there. In the others there is one everywhere. */
const mostCrossing: Partial<Record<BackboneName, number>> = {
  Xception: 2,
  ResNet50: 2,
  ResNet50V2: 2,
  ResNet101: 2,
  ResNet101V2: 2,
  ResNet152: 2,
  ResNet152V2: 2,
  InceptionV3: 6,
  InceptionResNetV2: 4,
  MobileNetV2: 2,
  DenseNet121: 2,
  DenseNet169: 2,
  DenseNet201: 2,
  NASNetMobile: 11,
};

test.for(testedNetworks)(
  '%s, whole and cut behind the middle, has the same outputs on ONNX Runtime as on TensorFlow.js',
  async (name) => {
    const backbone = buildBackbone(name, { inputSize: sideOf(name), seed: null });
    fill(backbone, gainOf(name));
    const { prefix, crossing } = widestCut(backbone);
    expect(crossing).toBe(mostCrossing[name] ?? 1);
    const input = images(sideOf(name));
    for (const network of [backbone, prefix!]) {
      const { onnx, distance } = await onBoth(network, input);
      expect(distance).toBeLessThan(1e-4);
      expect(differenceOfImages(onnx, 2)).toBeGreaterThan(1e-2);
    }
    input.dispose();
    backbone.dispose();
  },
);
