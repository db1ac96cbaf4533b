import type * as tf from '@tensorflow/tfjs';
import { type BackboneName, backbones } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import type { BackboneOptions } from './builder.ts';
import { cnn } from './cnn.ts';
import { densenets } from './densenet.ts';
import { inceptionResnetV2 } from './inceptionResnetV2.ts';
import { inceptionV3 } from './inceptionV3.ts';
import { mobilenet } from './mobilenet.ts';
import { mobilenetV2 } from './mobilenetV2.ts';
import { nasnetMobile } from './nasnet.ts';
import { resnets } from './resnet.ts';
import { resnetV2s } from './resnetV2.ts';
import { vggs } from './vgg.ts';
import { xception } from './xception.ts';

interface Network {
  build(options: BackboneOptions): tf.LayersModel;
  /** Keras's file of ImageNet weights for an input of `size` pixels. */
  imagenet?(top: boolean, size: number): OfficialFile;
  /** Whether the built layers' padding depends on which sides are odd. */
  padsByParity?: true;
}

/** One of Keras's weight files. */
export interface OfficialFile {
  /** Its path on the host. */
  path: string;
  /** In hex, where Keras gives one. */
  md5?: string;
}

/** One network a name; a name without one does not compile. */
const networks: Record<BackboneName, Network> = {
  Xception: {
    build: xception,
    imagenet: usual('xception/xception', '0a58e3b7378bc2990ea3b43d5981f1f6', 'b0042744bf5b25fce3cb969f33bebb97'),
  },
  VGG16: {
    build: vggs.VGG16,
    imagenet: usual('vgg16/vgg16', '64373286793e3c8b2b4e3219cbf3544b', '6d6bbae143d832006294945121d1f1fc'),
  },
  VGG19: {
    build: vggs.VGG19,
    imagenet: usual('vgg19/vgg19', 'cbe5617147190e668d6c5d5026f83318', '253f8cb515780f3b799900260a226db6'),
  },
  ResNet50: {
    build: resnets.ResNet50,
    imagenet: usual('resnet/resnet50', '2cb95161c43110f7111970584f804107', '4d473c1dd8becc155b73f8504c6f6626'),
  },
  ResNet50V2: {
    build: resnetV2s.ResNet50V2,
    imagenet: usual('resnet/resnet50v2', '3ef43a0b657b3be2300d5770ece849e0', 'fac2f116257151a9d068a22e544a4917'),
  },
  ResNet101: {
    build: resnets.ResNet101,
    imagenet: usual('resnet/resnet101', 'f1aeb4b969a6efcfb50fad2f0c20cfc5', '88cf7a10940856eca736dc7b7e228a21'),
  },
  ResNet101V2: {
    build: resnetV2s.ResNet101V2,
    imagenet: usual('resnet/resnet101v2', '6343647c601c52e1368623803854d971', 'c0ed64b8031c3730f411d2eb4eea35b5'),
  },
  ResNet152: {
    build: resnets.ResNet152,
    imagenet: usual('resnet/resnet152', '100835be76be38e30d865e96f2aaae62', 'ee4c566cf9a93f14d82f913c2dc6dd0c'),
  },
  ResNet152V2: {
    build: resnetV2s.ResNet152V2,
    imagenet: usual('resnet/resnet152v2', 'a49b44d1979771252814e80f8ec446f9', 'ed17cf2e0169df9d443503ef94b23b33'),
  },
  InceptionV3: {
    build: inceptionV3,
    imagenet: usual(
      'inception_v3/inception_v3',
      '9a0d58056eeedaa3f26cb7ebd46da564',
      'bcbd6486424b2319ff4ef7d526e38f63',
    ),
  },
  InceptionResNetV2: {
    build: inceptionResnetV2,
    imagenet: usual(
      'inception_resnet_v2/inception_resnet_v2',
      'e693bd0210a403b3192acc6073ad2e96',
      'd19885ff4a710c122648d3b5c3b684e4',
    ),
  },
  MobileNet: {
    build: mobilenet,
    imagenet: (top, size) => ({
      path: `mobilenet/mobilenet_1_0_${trainedAt([128, 160, 192, 224], size)}_tf${top ? '' : '_no_top'}.h5`,
    }),
  },
  MobileNetV2: {
    build: mobilenetV2,
    imagenet(top, size) {
      const stem = 'mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0';
      return { path: `${stem}_${trainedAt([96, 128, 160, 192, 224], size)}${top ? '' : '_no_top'}.h5` };
    },
    padsByParity: true,
  },
  DenseNet121: {
    build: densenets.DenseNet121,
    imagenet: usual('densenet/densenet121', '9d60b8095a5708f2dcce2bca79d332c7', '30ee3e1110167f948a6b9946edeeb738'),
  },
  DenseNet169: {
    build: densenets.DenseNet169,
    imagenet: usual('densenet/densenet169', 'd699b8f76981ab1b30698df4c175e90b', 'b8c4d4c20dd625c148057b9ff1c1176b'),
  },
  DenseNet201: {
    build: densenets.DenseNet201,
    imagenet: usual('densenet/densenet201', '1ceb130c1ea1b78c3bf6114dbdfd8807', 'c13680b51ded0fb44dff2d8f86ac8bb1'),
  },
  NASNetMobile: {
    build: nasnetMobile,
    imagenet: (top) =>
      top
        ? { path: 'nasnet/NASNet-mobile.h5', md5: '020fb642bf7360b370c678b08e0adf61' }
        : { path: 'nasnet/NASNet-mobile-no-top.h5', md5: '1ed92395b5b598bdda52abe5c0dbfd63' },
    padsByParity: true,
  },
  CNN: { build: cnn },
};

/**
 * Builds a backbone, layers named as in Keras: [batch, size, size, 3] → [batch, rows, columns, channels], or what
 * `options.top` or `options.pooling` make of that. Its weights are random, the same for the same seed. The caller
 * disposes the model. Throws RECIPE_UNSUPPORTED for an input that is too small.
 */
export function buildBackbone(name: BackboneName, options: BackboneOptions): tf.LayersModel {
  const { smallestInput } = backbones[name];
  if (options.inputSize < smallestInput)
    throw new RunFailure(
      'RECIPE_UNSUPPORTED',
      `${name} needs an input of at least ${smallestInput} pixels, received ${options.inputSize}`,
    );
  return networks[name].build(options);
}

/**
 * Whether a network that was built for an input of some size pads another size wrongly, unless the two are the same
 * modulo 32: networks halve their input five times, and this one pads by whether a side is odd then.
 */
export function padsByParity(name: BackboneName): boolean {
  return networks[name].padsByParity ?? false;
}

/**
 * Keras's official ImageNet weights of a network, with or without its top, for an input of `size` pixels; undefined
 * where it has none.
 */
export function officialFile(
  backbone: BackboneName,
  { top, size }: { top: boolean; size: number },
): OfficialFile | undefined {
  return networks[backbone].imagenet?.(top, size);
}

function usual(stem: string, md5: string, md5NoTop: string): (top: boolean) => OfficialFile {
  const path = `${stem}_weights_tf_dim_ordering_tf_kernels`;
  return (top) => (top ? { path: `${path}.h5`, md5 } : { path: `${path}_notop.h5`, md5: md5NoTop });
}

/** The size that the weights were trained at: `size` itself, else the largest, as in Keras. */
function trainedAt(sizes: number[], size: number): number {
  return sizes.includes(size) ? size : Math.max(...sizes);
}
