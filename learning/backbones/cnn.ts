import * as tf from '@tensorflow/tfjs';
import { apply, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * The network that is trained from scratch: four 3×3 convolutions with ReLU, each followed by 2×2 max pooling. Input
 * [size, size, 3], 46 pixels at least; output [side, side, 128]; 240,832 parameters. Flatten and Dense(512) usually
 * follow it; here they are the recipe's head. Layers have the names that Keras gives to unnamed layers.
 */
export function cnn({ inputSize, seed }: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(seed).glorotUniform;
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
    x = apply(convolution, x);
    x = apply(tf.layers.maxPooling2d({ name: `max_pooling2d${suffix}`, poolSize: 2 }), x);
  }
  return tf.model({ name: 'cnn', inputs: image, outputs: x });
}
