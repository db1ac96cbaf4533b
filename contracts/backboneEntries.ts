import type { poolings } from './head.ts';
import type { freezeWords } from './stages.ts';

/** Named weights. */
export const weightsNames = ['imagenet', 'nsfwjs', 'random'] as const;
type WeightsName = (typeof weightsNames)[number];

/** What pixel values become: x / 255, or what the backbone's own `preprocess_input` makes of them. */
export const preprocessings = ['rescale', 'backbone'] as const;

/**
 * What `preprocess_input` does to a pixel: rescale = x/255; tf = x/127.5 − 1; torch = x/255, less ImageNet's mean, over
 * its deviation; caffe = RGB to BGR, less ImageNet's mean.
 */
export type PreprocessInput = 'rescale' | 'tf' | 'torch' | 'caffe';

/** What must be known of a backbone besides its layers. */
export interface BackboneEntry {
  /** What it is listed under. */
  family: string;
  /** Pixels of a side of the square input that the weights were made for. */
  inputSize: number;
  /** The least side that Keras accepts. */
  smallestInput: number;
  /** Named weights that a recipe may ask for; the first is the default. */
  weights: readonly [WeightsName, ...WeightsName[]];
  preprocessInput: PreprocessInput;
  /** Recipe fields whose default depends on the backbone. */
  defaults: {
    preprocessing: (typeof preprocessings)[number];
    freeze: (typeof freezeWords)[number];
    head: { pooling: (typeof poolings)[number]; dense?: readonly { units: number; activation: 'relu' }[] };
  };
}

/** One of Keras's application networks. */
export interface Application extends BackboneEntry {
  published: Published;
}

/** What Keras publishes of a network with ImageNet's weights (`keras.io/api/applications`). */
interface Published {
  /** Of the weights with the top, in MB. */
  size: number;
  /** Percent of ImageNet's validation images whose class is the most probable one, or among the five most probable. */
  top1: number;
  top5: number;
  /** With the top. */
  params: number;
  /** Layers from input to output: those with weights for VGG, for the others activations, normalizations and all. */
  depth: number;
  /** Milliseconds an inference step, which is 32 images, on the publisher's processor and graphics card. */
  cpuMs: number;
  gpuMs: number;
}

/** What the form, the API and the command line must know of each backbone; `backbones.ts` adds its layers. */
export const backboneEntries = {
  Xception: application('Xception', published(88, 79.0, 94.5, 22_910_480, 81, 109.4, 8.1), {
    inputSize: 299,
    smallestInput: 71,
    preprocessInput: 'tf',
  }),
  VGG16: application('VGG', published(528, 71.3, 90.1, 138_357_544, 16, 69.5, 4.2), { preprocessInput: 'caffe' }),
  VGG19: application('VGG', published(549, 71.3, 90.0, 143_667_240, 19, 84.8, 4.4), { preprocessInput: 'caffe' }),
  ResNet50: application('ResNet', published(98, 74.9, 92.1, 25_636_712, 107, 58.2, 4.6), { preprocessInput: 'caffe' }),
  ResNet50V2: application('ResNetV2', published(98, 76.0, 93.0, 25_613_800, 103, 45.6, 4.4), { preprocessInput: 'tf' }),
  ResNet101: application('ResNet', published(171, 76.4, 92.8, 44_707_176, 209, 89.6, 5.2), {
    preprocessInput: 'caffe',
  }),
  ResNet101V2: application('ResNetV2', published(171, 77.2, 93.8, 44_675_560, 205, 72.7, 5.4), {
    preprocessInput: 'tf',
  }),
  ResNet152: application('ResNet', published(232, 76.6, 93.1, 60_419_944, 311, 127.4, 6.5), {
    preprocessInput: 'caffe',
  }),
  ResNet152V2: application('ResNetV2', published(232, 78.0, 94.2, 60_380_648, 307, 107.5, 6.6), {
    preprocessInput: 'tf',
  }),
  InceptionV3: application('Inception', published(92, 77.9, 93.7, 23_851_784, 189, 42.2, 6.9), {
    inputSize: 299,
    smallestInput: 75,
    preprocessInput: 'tf',
    weights: ['imagenet', 'nsfwjs', 'random'],
  }),
  InceptionResNetV2: application('Inception', published(215, 80.3, 95.3, 55_873_736, 449, 130.2, 10.0), {
    inputSize: 299,
    smallestInput: 75,
    preprocessInput: 'tf',
  }),
  MobileNet: application('MobileNet', published(16, 70.4, 89.5, 4_253_864, 55, 22.6, 3.4), { preprocessInput: 'tf' }),
  MobileNetV2: application('MobileNet', published(14, 71.3, 90.1, 3_538_984, 105, 25.9, 3.8), {
    preprocessInput: 'tf',
    weights: ['imagenet', 'nsfwjs', 'random'],
  }),
  DenseNet121: application('DenseNet', published(33, 75.0, 92.3, 8_062_504, 242, 77.1, 5.4), {
    preprocessInput: 'torch',
  }),
  DenseNet169: application('DenseNet', published(57, 76.2, 93.2, 14_307_880, 338, 96.4, 6.3), {
    preprocessInput: 'torch',
  }),
  DenseNet201: application('DenseNet', published(80, 77.3, 93.6, 20_242_984, 402, 127.2, 6.7), {
    preprocessInput: 'torch',
  }),
  NASNetMobile: application('NASNet', published(23, 74.4, 91.9, 5_326_716, 389, 27.0, 6.7), { preprocessInput: 'tf' }),
  CNN: {
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
  },
} as const satisfies Record<string, BackboneEntry>;

/** What most of Keras's networks share, and `own`, what this one does not. */
function application(
  family: string,
  published: Published,
  own: Pick<BackboneEntry, 'preprocessInput'> & Partial<BackboneEntry>,
): Application {
  return {
    family,
    inputSize: 224,
    smallestInput: 32,
    weights: ['imagenet', 'random'],
    defaults: { preprocessing: 'backbone', freeze: 'all', head: { pooling: 'avg' } },
    published,
    ...own,
  };
}

/** The columns of Keras's table, in its order. */
function published(
  size: number,
  top1: number,
  top5: number,
  params: number,
  depth: number,
  cpuMs: number,
  gpuMs: number,
): Published {
  return { size, top1, top5, params, depth, cpuMs, gpuMs };
}

export type BackboneName = keyof typeof backboneEntries;
export const backboneNames = Object.keys(backboneEntries) as BackboneName[];

/** Keras's application networks: all backbones but the one that is trained from scratch. */
export type ApplicationName = Exclude<BackboneName, 'CNN'>;
export const applicationNames = backboneNames.filter((name): name is ApplicationName => name !== 'CNN');
