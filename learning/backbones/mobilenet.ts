import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, type BackboneOptions } from './builder.ts';
import { GlobalAveragePooling2D } from './globalAveragePooling2d.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * MobileNet (width 1.0): Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
 * Applications", 2017. Input [size, size, 3] in [-1, 1] (`preprocess_input` of mode tf), 224 by default, 32 at least;
 * output without top [side, side, 1024], side 7 at 224; 4,253,864 parameters, without top 3,228,864. Names, order and
 * paddings follow `keras/src/applications/mobilenet.py`.
 */
export function mobilenet(options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;

  const convolution = (name: string, filters: number, kernelSize: number, strides = 1, useBias = false) =>
    tf.layers.conv2d({ name, filters, kernelSize, strides, padding: 'same', useBias, kernelInitializer: kernel() });
  const depthwise = (name: string, strides: number) =>
    tf.layers.depthwiseConv2d({
      name,
      kernelSize: 3,
      strides,
      padding: strides === 1 ? 'same' : 'valid',
      useBias: false,
      depthwiseInitializer: kernel(),
    });
  /** BatchNormalization with Keras's defaults, and ReLU6. */
  function normalized(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    const normalization = tf.layers.batchNormalization({ name: `${name}_bn`, epsilon: 1e-3, momentum: 0.99 });
    return apply(tf.layers.reLU({ name: `${name}_relu`, maxValue: 6 }), apply(normalization, x));
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });
  let x = normalized(apply(convolution('conv1', 32, 3, 2), image), 'conv1');

  // Depthwise separable blocks 1 to 13
  for (const [index, [filters, strides]] of blocks.entries()) {
    const block = index + 1;
    // Unlike with 'same', zeros are added below and to the right only, for odd and even sides.
    const belowAndRight: [[number, number], [number, number]] = [
      [0, 1],
      [0, 1],
    ];
    if (strides === 2) x = apply(tf.layers.zeroPadding2d({ name: `conv_pad_${block}`, padding: belowAndRight }), x);
    x = normalized(apply(depthwise(`conv_dw_${block}`, strides), x), `conv_dw_${block}`);
    x = normalized(apply(convolution(`conv_pw_${block}`, filters, 1), x), `conv_pw_${block}`);
  }

  if (options.top) {
    const { classes, activation } = options.top;
    x = apply(new GlobalAveragePooling2D({ name: 'global_average_pooling2d', keepdims: true }), x);
    x = apply(tf.layers.dropout({ name: 'dropout', rate: 1e-3 }), x);
    x = apply(convolution('conv_preds', classes, 1, 1, true), x);
    x = apply(tf.layers.reshape({ name: 'reshape_2', targetShape: [classes] }), x);
    x = apply(tf.layers.activation({ name: 'predictions', activation }), x);
  } else x = appendTop(x, options, kernel);
  return tf.model({ name: `mobilenet_1.00_${options.inputSize}`, inputs: image, outputs: x });
}

/** Table 1 of the paper: output channels and stride of each block. */
const blocks: [number, number][] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];
