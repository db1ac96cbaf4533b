import type { CutLayer } from '../learning/network/cutPlace.ts';
import { backboneTable } from './backboneTable.ts';

/**
 * What the form, the API and the command line must know of a backbone. The layers come from `backboneTable.ts`, which
 * is generated from `worker/backbones`; the rest is Keras's documentation. A name that lacks an entry does not compile.
 */
export const backboneNames = [
  'Xception',
  'VGG16',
  'VGG19',
  'ResNet50',
  'ResNet50V2',
  'ResNet101',
  'ResNet101V2',
  'ResNet152',
  'ResNet152V2',
  'InceptionV3',
  'InceptionResNetV2',
  'MobileNet',
  'MobileNetV2',
  'DenseNet121',
  'DenseNet169',
  'DenseNet201',
  'NASNetMobile',
  'CNN',
] as const;
export type BackboneName = (typeof backboneNames)[number];

/** Keras's application networks: all backbones but the from-scratch baseline. */
export type ApplicationName = Exclude<BackboneName, 'CNN'>;
export const applicationNames = backboneNames.filter((name): name is ApplicationName => name !== 'CNN');

/** `outputs` are for an image of the backbone's own input size. */
interface LayerFacts extends CutLayer {
  name: string;
  className: string;
  params: number;
  trainableParams: number;
}

export interface Backbone {
  /** What it is listed under. */
  family: string;
  /** Pixels of a side of the square input that the weights were made for. */
  inputSize: number;
  /** The least side that Keras accepts. */
  smallestInput: number;
  /** Named weights that a recipe may ask for; the first is the default. */
  weights: readonly [string, ...string[]];
  preprocessInput: PreprocessInput;
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

/**
 * What `preprocess_input` does to a pixel: rescale = x/255; tf = x/127.5 − 1; torch = x/255, less ImageNet's mean, over
 * its deviation; caffe = RGB to BGR, less ImageNet's mean.
 */
export type PreprocessInput = 'rescale' | 'tf' | 'torch' | 'caffe';

export const backbones: Record<BackboneName, Backbone> = {
  Xception: application('Xception', 'Xception', { inputSize: 299, smallestInput: 71, preprocessInput: 'tf' }),
  VGG16: application('VGG16', 'VGG', { preprocessInput: 'caffe' }),
  VGG19: application('VGG19', 'VGG', { preprocessInput: 'caffe' }),
  ResNet50: application('ResNet50', 'ResNet', { preprocessInput: 'caffe' }),
  ResNet50V2: application('ResNet50V2', 'ResNetV2', { preprocessInput: 'tf' }),
  ResNet101: application('ResNet101', 'ResNet', { preprocessInput: 'caffe' }),
  ResNet101V2: application('ResNet101V2', 'ResNetV2', { preprocessInput: 'tf' }),
  ResNet152: application('ResNet152', 'ResNet', { preprocessInput: 'caffe' }),
  ResNet152V2: application('ResNet152V2', 'ResNetV2', { preprocessInput: 'tf' }),
  InceptionV3: application('InceptionV3', 'Inception', {
    inputSize: 299,
    smallestInput: 75,
    preprocessInput: 'tf',
    weights: ['imagenet', 'nsfwjs', 'random'],
  }),
  InceptionResNetV2: application('InceptionResNetV2', 'Inception', {
    inputSize: 299,
    smallestInput: 75,
    preprocessInput: 'tf',
  }),
  MobileNet: application('MobileNet', 'MobileNet', { preprocessInput: 'tf' }),
  MobileNetV2: application('MobileNetV2', 'MobileNet', {
    preprocessInput: 'tf',
    weights: ['imagenet', 'nsfwjs', 'random'],
  }),
  DenseNet121: application('DenseNet121', 'DenseNet', { preprocessInput: 'torch' }),
  DenseNet169: application('DenseNet169', 'DenseNet', { preprocessInput: 'torch' }),
  DenseNet201: application('DenseNet201', 'DenseNet', { preprocessInput: 'torch' }),
  NASNetMobile: application('NASNetMobile', 'NASNet', { preprocessInput: 'tf' }),
  CNN: withFacts('CNN', {
    family: 'From scratch',
    inputSize: 150,
    smallestInput: 46,
    weights: ['random'],
    preprocessInput: 'rescale',
    defaults: {
      preprocessing: 'rescale',
      freeze: 'none',
      head: { pooling: 'flatten', dense: [{ units: 512, activation: 'relu' }] },
    },
  }),
};

/** One of Keras's networks: what most of them share, and `own`, what this one does not. */
function application(
  name: ApplicationName,
  family: string,
  own: Pick<Backbone, 'preprocessInput'> & Partial<Backbone>,
): Backbone {
  return withFacts(name, {
    family,
    inputSize: 224,
    smallestInput: 32,
    weights: ['imagenet', 'random'],
    defaults: { preprocessing: 'backbone', freeze: 'all', head: { pooling: 'avg' } },
    ...own,
  });
}

/**
 * Adds what the generated table tells, which is read when it is asked for: the table is made with a new backbone's
 * entry already here.
 */
function withFacts(name: BackboneName, entry: Omit<Backbone, 'layers' | 'outputShape'>): Backbone {
  let layers: LayerFacts[] | undefined;
  return {
    ...entry,
    get layers() {
      layers ??= backboneTable[name].layers.split('\n').map(layerFacts);
      return layers;
    },
    outputShape(size) {
      const { channels, sides } = backboneTable[name];
      const side = sides.findLast(([from]) => from <= size)?.[1];
      if (side === undefined)
        throw new RangeError(`${name}: expected an input of at least ${sides[0]?.[0]} pixels, received ${size}`);
      return [side, side, channels];
    },
  };
}

function layerFacts(line: string, index: number): LayerFacts {
  const [name = '', className = '', ...numbers] = line.split(' ');
  const [outputs = 0, readFor = 0, params = 0, trainableParams = params] = numbers.map(Number);
  return { name, className, outputs, lastReader: index + readFor, params, trainableParams };
}
