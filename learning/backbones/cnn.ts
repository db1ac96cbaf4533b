import * as tf from '@tensorflow/tfjs';
import type { BackboneOptions } from './options.ts';
import { glorotUniformSeeds } from './seeds.ts';

/**
 * The from-scratch baseline: four 3×3 convolutions with ReLU, each followed by 2×2 max pooling. Input [size, size, 3],
 * 46 pixels at least; output [side, side, 128]; 240,832 parameters. Flatten and Dense(512), which belong to the usual
 * baseline, are the recipe's head. Layer names are those that Keras gives to unnamed layers.
 */
export function cnn({ inputSize, seed }: BackboneOptions): tf.LayersModel {
  const kernel = glorotUniformSeeds(seed);
  const image = tf.input({ name: 'input_layer', shape: [inputSize, inputSize, 3] });
  let x = image;
  for (const [index, filters] of [32, 64, 128, 128].entries()) {
    const suffix = index === 0 ? '' : `_${index}`;
    const convolution = tf.layers.conv2d({
      name: `conv2d${suffix}`,
      filters,
      kernelSize: 3,
      activation: 'relu',
      kernelInitializer: kernel(),
    });
    x = convolution.apply(x) as tf.SymbolicTensor;
    x = tf.layers.maxPooling2d({ name: `max_pooling2d${suffix}`, poolSize: 2 }).apply(x) as tf.SymbolicTensor;
  }
  return tf.model({ name: 'cnn', inputs: image, outputs: x });
}
