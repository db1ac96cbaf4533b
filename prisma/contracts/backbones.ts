import { backboneTable } from './backboneTable.ts';

/**
 * What the form, the API and the command line must know of a backbone. The layers come from `backboneTable.ts`, which is
 * generated from `worker/backbones`; the rest is Keras's documentation. A name that lacks an entry does not compile.
 */
export const backboneNames = ['MobileNetV2', 'CNN'] as const;
export type BackboneName = (typeof backboneNames)[number];

interface LayerFacts {
  name: string;
  className: string;
  params: number;
  trainableParams: number;
}

export interface Backbone {
  /** Pixels of a side of the square input that the weights were made for. */
  inputSize: number;
  /** The least side that Keras accepts. */
  smallestInput: number;
  /** Named weights that a recipe may ask for; the first is the default. */
  weights: readonly [string, ...string[]];
  /** What `preprocess_input` does: tf = x/127.5 − 1; rescale = x/255. */
  preprocessInput: 'tf' | 'rescale';
  /** Recipe fields whose default depends on the backbone. */
  defaults: {
    preprocessing: 'rescale' | 'backbone';
    freeze: 'all' | 'none';
    head: { pooling: 'flatten' | 'avg' | 'max'; dense?: { units: number; activation: 'relu' }[] };
  };
  /** All layers without the top, in Keras's order. */
  layers: readonly LayerFacts[];
  /** Shape of the output without the top for a square input of `size` pixels: [rows, columns, channels]. */
  outputShape(size: number): [number, number, number];
}

export const backbones: Record<BackboneName, Backbone> = {
  MobileNetV2: {
    inputSize: 224,
    smallestInput: 32,
    weights: ['imagenet', 'nsfwjs', 'random'],
    preprocessInput: 'tf',
    defaults: { preprocessing: 'backbone', freeze: 'all', head: { pooling: 'avg' } },
    ...facts('MobileNetV2'),
  },
  CNN: {
    inputSize: 150,
    smallestInput: 46,
    weights: ['random'],
    preprocessInput: 'rescale',
    defaults: { preprocessing: 'rescale', freeze: 'none', head: { pooling: 'flatten', dense: [{ units: 512, activation: 'relu' }] } },
    ...facts('CNN'),
  },
};

function facts(name: BackboneName): Pick<Backbone, 'layers' | 'outputShape'> {
  const { channels, sides, layers } = backboneTable[name];
  return {
    layers: layers.map(([name, className, params, trainableParams]) => ({ name, className, params, trainableParams })),
    outputShape(size) {
      const side = sides.findLast(([from]) => from <= size)?.[1];
      if (side === undefined) throw new RangeError(`${name}: expected an input of at least ${sides[0]?.[0]} pixels, received ${size}`);
      return [side, side, channels];
    },
  };
}
