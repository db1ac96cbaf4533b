import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * InceptionV3: Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016. Input [size,
 * size, 3] in [-1, 1] (`preprocess_input` of mode tf), 299 by default, 75 at least; output without top [side, side,
 * 2048], 8 × 8 at 299; 23,851,784 parameters, without top 21,802,784. Names, order and paddings follow
 * `keras/src/applications/inception_v3.py`.
 */
export function inceptionV3(options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const autoName = autoNames();

  function convolution(
    x: tf.SymbolicTensor,
    filters: number,
    kernelSize: number | [number, number],
    { strides = 1, padding = 'same' }: { strides?: number; padding?: 'same' | 'valid' } = {},
  ): tf.SymbolicTensor {
    const layer = tf.layers.conv2d({
      name: autoName('conv2d'),
      filters,
      kernelSize,
      strides,
      padding,
      useBias: false,
      kernelInitializer: kernel(),
    });
    const normalization = tf.layers.batchNormalization({
      name: autoName('batch_normalization'),
      epsilon: 1e-3,
      momentum: 0.99,
      scale: false,
    });
    const relu = tf.layers.activation({ name: autoName('activation'), activation: 'relu' });
    return apply(relu, apply(normalization, apply(layer, x)));
  }
  const maxPooling = (x: tf.SymbolicTensor) =>
    apply(tf.layers.maxPooling2d({ name: autoName('max_pooling2d'), poolSize: 3, strides: 2 }), x);
  const pooledBranch = (x: tf.SymbolicTensor, filters: number) => {
    const pooling = tf.layers.averagePooling2d({
      name: autoName('average_pooling2d'),
      poolSize: 3,
      strides: 1,
      padding: 'same',
    });
    return convolution(apply(pooling, x), filters, 1);
  };
  const concatenate = (branches: tf.SymbolicTensor[], name = autoName('concatenate')) =>
    apply(tf.layers.concatenate({ name }), branches);

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  let x = convolution(image, 32, 3, { strides: 2, padding: 'valid' });
  x = convolution(x, 32, 3, { padding: 'valid' });
  x = convolution(x, 64, 3);
  x = maxPooling(x);
  x = convolution(x, 80, 1, { padding: 'valid' });
  x = convolution(x, 192, 3, { padding: 'valid' });
  x = maxPooling(x);

  // Mixed 0 to 2: 35 × 35 at 299
  for (const [index, pooled] of [32, 64, 64].entries()) {
    const one = convolution(x, 64, 1);
    let five = convolution(x, 48, 1);
    five = convolution(five, 64, 5);
    let threes = convolution(x, 64, 1);
    threes = convolution(threes, 96, 3);
    threes = convolution(threes, 96, 3);
    x = concatenate([one, five, threes, pooledBranch(x, pooled)], `mixed${index}`);
  }

  // Mixed 3: down to 17 × 17
  const three = convolution(x, 384, 3, { strides: 2, padding: 'valid' });
  let threes = convolution(x, 64, 1);
  threes = convolution(threes, 96, 3);
  threes = convolution(threes, 96, 3, { strides: 2, padding: 'valid' });
  x = concatenate([three, threes, maxPooling(x)], 'mixed3');

  // Mixed 4 to 7: 7×7 convolutions as 1×7 and 7×1
  for (const [index, width] of [128, 160, 160, 192].entries()) {
    const one = convolution(x, 192, 1);
    let seven = convolution(x, width, 1);
    seven = convolution(seven, width, [1, 7]);
    seven = convolution(seven, 192, [7, 1]);
    let sevens = convolution(x, width, 1);
    sevens = convolution(sevens, width, [7, 1]);
    sevens = convolution(sevens, width, [1, 7]);
    sevens = convolution(sevens, width, [7, 1]);
    sevens = convolution(sevens, 192, [1, 7]);
    x = concatenate([one, seven, sevens, pooledBranch(x, 192)], `mixed${4 + index}`);
  }

  // Mixed 8: down to 8 × 8
  let threeAfterOne = convolution(x, 192, 1);
  threeAfterOne = convolution(threeAfterOne, 320, 3, { strides: 2, padding: 'valid' });
  let threeAfterSeven = convolution(x, 192, 1);
  threeAfterSeven = convolution(threeAfterSeven, 192, [1, 7]);
  threeAfterSeven = convolution(threeAfterSeven, 192, [7, 1]);
  threeAfterSeven = convolution(threeAfterSeven, 192, 3, { strides: 2, padding: 'valid' });
  x = concatenate([threeAfterOne, threeAfterSeven, maxPooling(x)], 'mixed8');

  // Mixed 9 and 10: branches that fork
  const fork = (input: tf.SymbolicTensor, name?: string) =>
    concatenate([convolution(input, 384, [1, 3]), convolution(input, 384, [3, 1])], name);
  for (const index of [0, 1]) {
    const one = convolution(x, 320, 1);
    const forked = fork(convolution(x, 384, 1), `mixed9_${index}`);
    const forkedTwice = fork(convolution(convolution(x, 448, 1), 384, 3));
    x = concatenate([one, forked, forkedTwice, pooledBranch(x, 192)], `mixed${9 + index}`);
  }

  return tf.model({ name: 'inception_v3', inputs: image, outputs: appendTop(x, options, kernel) });
}
