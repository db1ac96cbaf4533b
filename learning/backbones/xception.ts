import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';
import { separableConv2d } from './separableConv2d.ts';

/**
 * Xception: Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR 2017. Input [size, size, 3]
 * in [-1, 1] (`preprocess_input` of mode tf), 299 by default, 71 at least; output without top [side, side, 2048], 10 ×
 * 10 at 299; 22,910,480 parameters, without top 20,861,480. Names, order and paddings follow
 * `keras/src/applications/xception.py`.
 */
export function xception(options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const autoName = autoNames();

  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1e-3, momentum: 0.99 });
  const relu = (name: string) => tf.layers.activation({ name, activation: 'relu' });

  function convolution(x: tf.SymbolicTensor, name: string, filters: number, strides: number): tf.SymbolicTensor {
    const layer = tf.layers.conv2d({
      name,
      filters,
      kernelSize: 3,
      strides,
      useBias: false,
      kernelInitializer: kernel(),
    });
    return apply(relu(`${name}_act`), apply(normalization(`${name}_bn`), apply(layer, x)));
  }
  function separable(x: tf.SymbolicTensor, name: string, filters: number): tf.SymbolicTensor {
    const layer = separableConv2d({ name, filters, kernelSize: 3, padding: 'same' }, kernel);
    return apply(normalization(`${name}_bn`), apply(layer, x));
  }

  /** Two separable convolutions and a pooling that halves the sides, beside a 1×1 convolution with stride 2. */
  function halvingBlock(input: tf.SymbolicTensor, block: number, filters: [number, number]): tf.SymbolicTensor {
    const shortcut = tf.layers.conv2d({
      name: autoName('conv2d'),
      filters: filters[1],
      kernelSize: 1,
      strides: 2,
      padding: 'same',
      useBias: false,
      kernelInitializer: kernel(),
    });
    const residual = apply(normalization(autoName('batch_normalization')), apply(shortcut, input));
    let x = input;
    for (const [index, width] of filters.entries()) {
      const name = `block${block}_sepconv${index + 1}`;
      // Block 1 ends with a ReLU, so block 2 begins without one.
      if (block > 2 || index > 0) x = apply(relu(`${name}_act`), x);
      x = separable(x, name, width);
    }
    x = apply(tf.layers.maxPooling2d({ name: `block${block}_pool`, poolSize: 3, strides: 2, padding: 'same' }), x);
    return apply(tf.layers.add({ name: autoName('add') }), [x, residual]);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Entry flow: blocks 1 to 4
  let x = convolution(image, 'block1_conv1', 32, 2);
  x = convolution(x, 'block1_conv2', 64, 1);
  x = halvingBlock(x, 2, [128, 128]);
  x = halvingBlock(x, 3, [256, 256]);
  x = halvingBlock(x, 4, [728, 728]);

  // Middle flow: blocks 5 to 12
  for (let block = 5; block <= 12; block++) {
    const input = x;
    for (const name of [1, 2, 3].map((index) => `block${block}_sepconv${index}`))
      x = separable(apply(relu(`${name}_act`), x), name, 728);
    x = apply(tf.layers.add({ name: autoName('add') }), [x, input]);
  }

  // Exit flow: blocks 13 and 14
  x = halvingBlock(x, 13, [728, 1024]);
  x = apply(relu('block14_sepconv1_act'), separable(x, 'block14_sepconv1', 1536));
  x = apply(relu('block14_sepconv2_act'), separable(x, 'block14_sepconv2', 2048));

  return tf.model({ name: 'xception', inputs: image, outputs: appendTop(x, options, kernel) });
}
