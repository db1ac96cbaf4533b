import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';

/**
 * MobileNetV2 (width 1.0): Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018. Input
 * [size, size, 3] in [-1, 1] (`preprocess_input` of mode tf), 224 by default, 32 at least; output without top
 * [⌈size/32⌉, ⌈size/32⌉, 1280]; 3,538,984 parameters, without top 2,257,984. Names, order and paddings follow
 * `keras/src/applications/mobilenet_v2.py`.
 */
export function mobilenetV2(options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;

  const convolution = (name: string, filters: number, kernelSize: number, strides: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: false,
      kernelInitializer: kernel(),
    });
  const depthwise = (name: string, strides: number) =>
    tf.layers.depthwiseConv2d({
      name,
      kernelSize: 3,
      strides,
      padding: strides === 1 ? 'same' : 'valid',
      useBias: false,
      depthwiseInitializer: kernel(),
    });
  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1e-3, momentum: 0.999 });
  const relu6 = (name: string) => tf.layers.reLU({ name, maxValue: 6 });

  /** Expand 6 times, convolve each channel, project to `filters` channels; add the input if the shapes are equal. */
  function invertedResidual(
    input: tf.SymbolicTensor,
    block: number,
    filters: number,
    strides: number,
  ): tf.SymbolicTensor {
    const channels = lastDimension(input);
    // The first block does not expand, and Keras names it differently.
    const prefix = block === 0 ? 'expanded_conv_' : `block_${block}_`;
    let x = input;
    if (block > 0) {
      x = apply(convolution(`${prefix}expand`, channels * 6, 1, 1), x);
      x = apply(normalization(`${prefix}expand_BN`), x);
      x = apply(relu6(`${prefix}expand_relu`), x);
    }
    if (strides === 2) x = apply(tf.layers.zeroPadding2d({ name: `${prefix}pad`, padding: evenStridePadding(x) }), x);
    x = apply(depthwise(`${prefix}depthwise`, strides), x);
    x = apply(normalization(`${prefix}depthwise_BN`), x);
    x = apply(relu6(`${prefix}depthwise_relu`), x);
    x = apply(convolution(`${prefix}project`, filters, 1, 1), x);
    x = apply(normalization(`${prefix}project_BN`), x);
    if (channels === filters && strides === 1)
      x = tf.layers.add({ name: `block_${block}_add` }).apply([input, x]) as tf.SymbolicTensor;
    return x;
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });
  let x = apply(convolution('Conv1', 32, 3, 2), image);
  x = apply(normalization('bn_Conv1'), x);
  x = apply(relu6('Conv1_relu'), x);
  for (const [block, { filters, strides }] of blocks.entries()) x = invertedResidual(x, block, filters, strides);
  x = apply(convolution('Conv_1', 1280, 1, 1), x);
  x = apply(normalization('Conv_1_bn'), x);
  x = apply(relu6('out_relu'), x);
  const outputs = appendTop(x, options, kernel, 'global_average_pooling2d');
  return tf.model({ name: `mobilenetv2_1.00_${options.inputSize}`, inputs: image, outputs });
}

/** Table 2 of the paper: [output channels, number of blocks, stride of the first of them]. */
const stages: [number, number, number][] = [
  [16, 1, 1],
  [24, 2, 2],
  [32, 3, 2],
  [64, 4, 2],
  [96, 3, 1],
  [160, 3, 2],
  [320, 1, 1],
];
const blocks = stages.flatMap(([filters, count, first]) =>
  Array.from({ length: count }, (_, index) => ({ filters, strides: index === 0 ? first : 1 })),
);

function lastDimension(x: tf.SymbolicTensor): number {
  return x.shape.at(-1) as number;
}

/**
 * Keras's `correct_pad` for a 3×3 convolution with stride 2: the zeros before and after rows and columns depend on
 * whether the side is odd.
 */
function evenStridePadding(x: tf.SymbolicTensor): [[number, number], [number, number]] {
  const before = (x.shape[1] as number) % 2 === 0 ? 0 : 1;
  return [
    [before, 1],
    [before, 1],
  ];
}
