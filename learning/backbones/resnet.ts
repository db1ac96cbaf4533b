import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, type BackboneOptions, namedPooling } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * ResNet: He et al., "Deep Residual Learning for Image Recognition", CVPR 2016. Input [size, size, 3], 224 by default,
 * 32 at least, BGR less the mean of ImageNet (`preprocess_input` of mode caffe); output without top [⌈size/32⌉,
 * ⌈size/32⌉, 2048]. Names, order and paddings follow `keras/src/applications/resnet.py`. As there, the first block of a
 * stack has its stride in the first 1×1 convolution.
 */
function resnet(name: string, depths: readonly number[], options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;

  const convolution = (name: string, filters: number, kernelSize: number, strides = 1) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding: kernelSize === 3 ? 'same' : 'valid',
      kernelInitializer: kernel(),
    });
  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1.001e-5, momentum: 0.99 });
  const relu = (name: string) => tf.layers.activation({ name, activation: 'relu' });

  /** 1×1 to `filters` channels, 3×3, 1×1 to four times as many; added to the input, which `project` projects. */
  function bottleneck(
    input: tf.SymbolicTensor,
    name: string,
    filters: number,
    strides: number,
    project: boolean,
  ): tf.SymbolicTensor {
    let shortcut = input;
    if (project) {
      shortcut = apply(convolution(`${name}_0_conv`, 4 * filters, 1, strides), input);
      shortcut = apply(normalization(`${name}_0_bn`), shortcut);
    }
    let x = apply(convolution(`${name}_1_conv`, filters, 1, strides), input);
    x = apply(normalization(`${name}_1_bn`), x);
    x = apply(relu(`${name}_1_relu`), x);
    x = apply(convolution(`${name}_2_conv`, filters, 3), x);
    x = apply(normalization(`${name}_2_bn`), x);
    x = apply(relu(`${name}_2_relu`), x);
    x = apply(convolution(`${name}_3_conv`, 4 * filters, 1), x);
    x = apply(normalization(`${name}_3_bn`), x);
    x = apply(tf.layers.add({ name: `${name}_add` }), [shortcut, x]);
    return apply(relu(`${name}_out`), x);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  let x = apply(tf.layers.zeroPadding2d({ name: 'conv1_pad', padding: 3 }), image);
  x = apply(convolution('conv1_conv', 64, 7, 2), x);
  x = apply(normalization('conv1_bn'), x);
  x = apply(relu('conv1_relu'), x);
  x = apply(tf.layers.zeroPadding2d({ name: 'pool1_pad', padding: 1 }), x);
  x = apply(tf.layers.maxPooling2d({ name: 'pool1_pool', poolSize: 3, strides: 2 }), x);

  // Stacks conv2 to conv5
  for (const [index, depth] of depths.entries())
    for (let block = 1; block <= depth; block++) {
      const strides = index > 0 && block === 1 ? 2 : 1;
      x = bottleneck(x, `conv${index + 2}_block${block}`, 64 * 2 ** index, strides, block === 1);
    }

  return tf.model({ name, inputs: image, outputs: appendTop(x, options, kernel, 'avg_pool', namedPooling) });
}

/**
 * Parameters with top (1,000 classes) and without: ResNet50 25,636,712 and 23,587,712; ResNet101 44,707,176 and
 * 42,658,176; ResNet152 60,419,944 and 58,370,944.
 */
export const resnets = {
  ResNet50: (options: BackboneOptions) => resnet('resnet50', [3, 4, 6, 3], options),
  ResNet101: (options: BackboneOptions) => resnet('resnet101', [3, 4, 23, 3], options),
  ResNet152: (options: BackboneOptions) => resnet('resnet152', [3, 8, 36, 3], options),
};
