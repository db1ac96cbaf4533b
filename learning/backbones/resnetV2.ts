import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions, namedPooling } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * ResNetV2: He et al., "Identity Mappings in Deep Residual Networks", ECCV 2016. Input [size, size, 3] in [-1, 1]
 * (`preprocess_input` of mode tf), 224 by default, 32 at least; output without top [⌈size/32⌉, ⌈size/32⌉, 2048]. Names,
 * order and paddings follow `keras/src/applications/resnet_v2.py` and `resnet.py`. As there, the last block of a stack
 * has the stride, and the last stack has none.
 */
function resnetV2(name: string, depths: readonly number[], options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const autoName = autoNames();

  const convolution = (name: string, filters: number, kernelSize: number, strides: number, useBias: boolean) =>
    tf.layers.conv2d({ name, filters, kernelSize, strides, useBias, kernelInitializer: kernel() });
  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1.001e-5, momentum: 0.99 });
  const relu = (name: string) => tf.layers.activation({ name, activation: 'relu' });

  /** BatchNormalization and ReLU first; 1×1 to `filters`, 3×3, 1×1 to four times as many; added to the input. */
  function bottleneck(
    input: tf.SymbolicTensor,
    name: string,
    filters: number,
    strides: number,
    project: boolean,
  ): tf.SymbolicTensor {
    const activated = apply(relu(`${name}_preact_relu`), apply(normalization(`${name}_preact_bn`), input));
    let shortcut = input;
    if (project) shortcut = apply(convolution(`${name}_0_conv`, 4 * filters, 1, strides, true), activated);
    else if (strides > 1)
      shortcut = apply(tf.layers.maxPooling2d({ name: autoName('max_pooling2d'), poolSize: 1, strides }), input);
    let x = apply(convolution(`${name}_1_conv`, filters, 1, 1, false), activated);
    x = apply(normalization(`${name}_1_bn`), x);
    x = apply(relu(`${name}_1_relu`), x);
    x = apply(tf.layers.zeroPadding2d({ name: `${name}_2_pad`, padding: 1 }), x);
    x = apply(convolution(`${name}_2_conv`, filters, 3, strides, false), x);
    x = apply(normalization(`${name}_2_bn`), x);
    x = apply(relu(`${name}_2_relu`), x);
    x = apply(convolution(`${name}_3_conv`, 4 * filters, 1, 1, true), x);
    return apply(tf.layers.add({ name: `${name}_out` }), [shortcut, x]);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  let x = apply(tf.layers.zeroPadding2d({ name: 'conv1_pad', padding: 3 }), image);
  x = apply(convolution('conv1_conv', 64, 7, 2, true), x);
  x = apply(tf.layers.zeroPadding2d({ name: 'pool1_pad', padding: 1 }), x);
  x = apply(tf.layers.maxPooling2d({ name: 'pool1_pool', poolSize: 3, strides: 2 }), x);

  // Stacks conv2 to conv5
  for (const [index, depth] of depths.entries())
    for (let block = 1; block <= depth; block++) {
      const strides = index < 3 && block === depth ? 2 : 1;
      x = bottleneck(x, `conv${index + 2}_block${block}`, 64 * 2 ** index, strides, block === 1);
    }

  x = apply(normalization('post_bn'), x);
  x = apply(relu('post_relu'), x);
  return tf.model({ name, inputs: image, outputs: appendTop(x, options, kernel, 'avg_pool', namedPooling) });
}

/**
 * Parameters with top (1,000 classes) and without: ResNet50V2 25,613,800 and 23,564,800; ResNet101V2 44,675,560 and
 * 42,626,560; ResNet152V2 60,380,648 and 58,331,648.
 */
export const resnetV2s = {
  ResNet50V2: (options: BackboneOptions) => resnetV2('resnet50v2', [3, 4, 6, 3], options),
  ResNet101V2: (options: BackboneOptions) => resnetV2('resnet101v2', [3, 4, 23, 3], options),
  ResNet152V2: (options: BackboneOptions) => resnetV2('resnet152v2', [3, 8, 36, 3], options),
};
