import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BackboneOptions } from '../../../learning/backbones/builder.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { fill, images } from './formula.ts';

type Builder = (options: BackboneOptions) => tf.LayersModel;
type LayerRow = [name: string, className: string, weightShapes: number[][], settings: Record<string, number>];

/** A file that `tests/keras/applications.py` has written. */
interface Golden {
  name: string;
  inputSize: number;
  gain: number;
  top: { params: number; trainable: number };
  noTop: { params: number; trainable: number };
  noTopLayers: number;
  layers: LayerRow[];
  cases: (Pick<BackboneOptions, 'top' | 'pooling'> & {
    size: number;
    shape: number[];
    norm: number;
    sample: number[];
  })[];
}

const tolerance = 1e-4;

/** Declares the tests that compare each network with the layers and outputs recorded from Keras. */
export function describeAgainstKeras(networks: Record<string, Builder>): void {
  describe.for(Object.entries(networks))('%s', ([name, build]) => {
    const golden: Golden = JSON.parse(
      readFileSync(new URL(`../../keras/golden/${name}.json`, import.meta.url), 'utf8'),
    );

    describe('has the layers of the Keras network', () => {
      // Here zeros cost no memory until somebody reads them; VGG's tops would be half a gigabyte of them.
      beforeAll(startPlainJavaScript);

      test.for(['top', 'noTop'] as const)('%s', (part) => {
        const top = { classes: 1000, activation: 'softmax' as const };
        const model = build({ inputSize: golden.inputSize, seed: null, ...(part === 'top' && { top }) });
        const layers = part === 'top' ? golden.layers : golden.layers.slice(0, golden.noTopLayers);
        expect(model.name).toBe(golden.name);
        expect(model.layers.map(layerRow)).toEqual(layers);
        expect(model.countParams()).toBe(golden[part].params);
        expect(countTrainable(model)).toBe(golden[part].trainable);
        model.dispose();
      });
    });

    describe('has the outputs of the Keras network', () => {
      beforeAll(() => startTestEngine());

      test.for(golden.cases.map((each) => [describeCase(each), each] as const))(
        '%s',
        ([, { size, shape, norm, sample, ...options }]) => {
          const model = build({ inputSize: size, seed: null, ...options });
          fill(model, golden.gain);
          const input = images(size);
          const output = model.predict(input) as tf.Tensor;
          expect(output.shape).toEqual(shape);
          const values = output.dataSync();
          expect(relativeDistance([l2(values)], [norm])).toBeLessThan(tolerance);
          const picked = sample.map((_, index) => values[(index * 7919) % values.length] as number);
          expect(relativeDistance(picked, sample)).toBeLessThan(tolerance);
          tf.dispose([input, output]);
          model.dispose();
        },
      );
    });
  });
}

function describeCase({ size, top, pooling }: Golden['cases'][number]): string {
  if (top) return `${size} pixels, ${top.classes} classes, ${top.activation}`;
  return `${size} pixels, pooling ${pooling ?? 'none'}`;
}

function layerRow(layer: tf.layers.Layer): LayerRow {
  const config = layer.getConfig();
  const settings = Object.fromEntries(
    ['epsilon', 'momentum', 'rate'].flatMap((key) => (key in config ? [[key, config[key] as number]] : [])),
  );
  return [layer.name, layer.getClassName(), layer.weights.map((weight) => weight.shape as number[]), settings];
}

function countTrainable(model: tf.LayersModel): number {
  return model.trainableWeights.reduce((sum, weight) => sum + tf.util.sizeFromShape(weight.shape as number[]), 0);
}

function l2(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0));
}

/** ‖received − expected‖ / ‖expected‖ */
function relativeDistance(received: number[], expected: number[]): number {
  return l2(received.map((value, index) => value - (expected[index] as number))) / l2(expected);
}
