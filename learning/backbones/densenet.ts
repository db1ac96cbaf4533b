import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions, namedPooling } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * DenseNet: Huang et al., "Densely Connected Convolutional Networks", CVPR 2017. Input [size, size, 3], 224 by default,
 * 32 at least, scaled to [0, 1] and normalized by ImageNet's mean and deviation (`preprocess_input` of mode torch);
 * output without top [side, side, channels], side 7 at 224. Names, order and paddings follow
 * `keras/src/applications/densenet.py`.
 */
function densenet(name: string, depths: readonly number[], options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const autoName = autoNames();

  const convolution = (name: string, filters: number, kernelSize: number, strides = 1) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding: kernelSize === 3 ? 'same' : 'valid',
      useBias: false,
      kernelInitializer: kernel(),
    });
  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1.001e-5, momentum: 0.99 });
  const relu = (name: string) => tf.layers.activation({ name, activation: 'relu' });
  const padding = (padding: number) => tf.layers.zeroPadding2d({ name: autoName('zero_padding2d'), padding });

  /** A 1×1 and a 3×3 convolution of all channels so far add 32 channels to them. */
  function denseLayer(input: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    let x = apply(normalization(`${name}_0_bn`), input);
    x = apply(relu(`${name}_0_relu`), x);
    x = apply(convolution(`${name}_1_conv`, 4 * growth, 1), x);
    x = apply(normalization(`${name}_1_bn`), x);
    x = apply(relu(`${name}_1_relu`), x);
    x = apply(convolution(`${name}_2_conv`, growth, 3), x);
    return apply(tf.layers.concatenate({ name: `${name}_concat` }), [input, x]);
  }

  /** Half the channels, half the side. */
  function transition(input: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    let x = apply(normalization(`${name}_bn`), input);
    x = apply(relu(`${name}_relu`), x);
    x = apply(convolution(`${name}_conv`, (input.shape.at(-1) as number) / 2, 1), x);
    return apply(tf.layers.averagePooling2d({ name: `${name}_pool`, poolSize: 2, strides: 2 }), x);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  let x = apply(padding(3), image);
  x = apply(convolution('conv1_conv', 64, 7, 2), x);
  x = apply(normalization('conv1_bn'), x);
  x = apply(relu('conv1_relu'), x);
  x = apply(padding(1), x);
  x = apply(tf.layers.maxPooling2d({ name: 'pool1', poolSize: 3, strides: 2 }), x);

  // Dense blocks conv2 to conv5, with the transitions pool2 to pool4 between them
  for (const [index, depth] of depths.entries()) {
    if (index > 0) x = transition(x, `pool${index + 1}`);
    for (let layer = 1; layer <= depth; layer++) x = denseLayer(x, `conv${index + 2}_block${layer}`);
  }

  x = apply(normalization('bn'), x);
  x = apply(relu('relu'), x);
  return tf.model({ name, inputs: image, outputs: appendTop(x, options, kernel, 'avg_pool', namedPooling) });
}

/** The paper's growth rate k: the channels that each layer of a dense block adds. */
const growth = 32;

/**
 * Output channels, parameters with top (1,000 classes) and without: DenseNet121 1,024, 8,062,504, 7,037,504;
 * DenseNet169 1,664, 14,307,880, 12,642,880; DenseNet201 1,920, 20,242,984, 18,321,984.
 */
export const densenets = {
  DenseNet121: (options: BackboneOptions) => densenet('densenet121', [6, 12, 24, 16], options),
  DenseNet169: (options: BackboneOptions) => densenet('densenet169', [6, 12, 32, 32], options),
  DenseNet201: (options: BackboneOptions) => densenet('densenet201', [6, 12, 48, 32], options),
};
