import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * VGG: Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR 2015. Input
 * [size, size, 3], 224 by default, 32 at least, BGR less the mean of ImageNet (`preprocess_input` of mode caffe);
 * output without top [⌊size/32⌋, ⌊size/32⌋, 512]. Names, order and paddings follow `keras/src/applications/vgg16.py`
 * and `vgg19.py`.
 */
function vgg(name: string, convolutions: readonly number[], options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const dense = (name: string, units: number, activation: 'relu' | 'softmax' | 'linear') =>
    tf.layers.dense({ name, units, activation, kernelInitializer: kernel() });

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });
  let x = image;

  // Blocks 1 to 5
  for (const [index, filters] of [64, 128, 256, 512, 512].entries()) {
    const block = `block${index + 1}`;
    for (let convolution = 1; convolution <= (convolutions[index] as number); convolution++) {
      const layer = tf.layers.conv2d({
        name: `${block}_conv${convolution}`,
        filters,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: kernel(),
      });
      x = apply(layer, x);
    }
    x = apply(tf.layers.maxPooling2d({ name: `${block}_pool`, poolSize: 2, strides: 2 }), x);
  }

  if (options.top) {
    x = apply(tf.layers.flatten({ name: 'flatten' }), x);
    x = apply(dense('fc1', 4096, 'relu'), x);
    x = apply(dense('fc2', 4096, 'relu'), x);
    x = apply(dense('predictions', options.top.classes, options.top.activation), x);
  } else x = appendTop(x, options, kernel);
  return tf.model({ name, inputs: image, outputs: x });
}

/**
 * Parameters with top (at 224 pixels, 1,000 classes) and without: VGG16 138,357,544 and 14,714,688; VGG19 143,667,240
 * and 20,024,384.
 */
export const vggs = {
  VGG16: (options: BackboneOptions) => vgg('vgg16', [2, 2, 3, 3, 3], options),
  VGG19: (options: BackboneOptions) => vgg('vgg19', [2, 2, 4, 4, 4], options),
};
