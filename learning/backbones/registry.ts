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

/** One builder a name; a name without one does not compile. */
const builders: Record<BackboneName, (options: BackboneOptions) => tf.LayersModel> = {
  Xception: xception,
  ...vggs,
  ...resnets,
  ...resnetV2s,
  InceptionV3: inceptionV3,
  InceptionResNetV2: inceptionResnetV2,
  MobileNet: mobilenet,
  MobileNetV2: mobilenetV2,
  ...densenets,
  NASNetMobile: nasnetMobile,
  CNN: cnn,
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
  return builders[name](options);
}
