import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions } from './builder.ts';
import { kernelInitializers } from './initializers.ts';
import { separableConv2d } from './separableConv2d.ts';

/**
 * NASNetMobile, NASNet-A (4 @ 1056): Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition",
 * CVPR 2018. Input [size, size, 3] in [-1, 1] (`preprocess_input` of mode tf), 224 by default, 32 at least; output
 * without top [side, side, 1056], 7 × 7 at 224; 5,326,716 parameters, without top 4,269,716. Names, order and paddings
 * follow `keras/src/applications/nasnet.py`.
 */
export function nasnetMobile(options: BackboneOptions): tf.LayersModel {
  const kernels = kernelInitializers(options.seed);
  const autoName = autoNames();

  const normalization = (name: string) => tf.layers.batchNormalization({ name, epsilon: 1e-3, momentum: 0.9997 });
  const relu = (x: tf.SymbolicTensor, name = autoName('activation')) =>
    apply(tf.layers.activation({ name, activation: 'relu' }), x);
  const pointwise = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 1,
      padding: 'same',
      useBias: false,
      kernelInitializer: kernels.heNormal(),
    });
  const averagePooling = (x: tf.SymbolicTensor, name: string) =>
    apply(tf.layers.averagePooling2d({ name, poolSize: 3, strides: 1, padding: 'same' }), x);
  const add = (name: string, terms: [tf.SymbolicTensor, tf.SymbolicTensor]) => apply(tf.layers.add({ name }), terms);

  /** ReLU, separable convolution and BatchNormalization, twice. The first convolution may halve the sides. */
  function separable(
    input: tf.SymbolicTensor,
    block: string,
    filters: number,
    kernelSize: number,
    strides = 1,
  ): tf.SymbolicTensor {
    let x = relu(input);
    if (strides === 2)
      x = apply(
        tf.layers.zeroPadding2d({ name: `separable_conv_1_pad_${block}`, padding: halvingPadding(x, kernelSize) }),
        x,
      );
    for (const index of [1, 2]) {
      if (index === 2) x = relu(x);
      const first = index === 1 && strides === 2;
      const layer = separableConv2d(
        {
          name: `separable_conv_${index}_${block}`,
          filters,
          kernelSize,
          strides: first ? 2 : 1,
          padding: first ? 'valid' : 'same',
        },
        kernels.glorotUniform,
      );
      x = apply(normalization(`separable_conv_${index}_bn_${block}`), apply(layer, x));
    }
    return x;
  }

  /** The output of the cell before the previous one, adjusted to the sides of `x` and to `filters` channels. */
  function adjust(previous: tf.SymbolicTensor, x: tf.SymbolicTensor, filters: number, cell: string): tf.SymbolicTensor {
    if (previous.shape[1] !== x.shape[1]) {
      // One half of the channels is computed from the even pixels, the other from the odd ones.
      const active = relu(previous, `adjust_relu_1_${cell}`);
      const everySecond = (name: string) => tf.layers.averagePooling2d({ name, poolSize: 1, strides: 2 });
      let even = apply(everySecond(`adjust_avg_pool_1_${cell}`), active);
      even = apply(pointwise(`adjust_conv_1_${cell}`, filters / 2), even);
      let odd = apply(tf.layers.zeroPadding2d({ name: autoName('zero_padding2d'), padding: onePixel.after }), active);
      odd = apply(tf.layers.cropping2D({ name: autoName('cropping2d'), cropping: onePixel.before }), odd);
      odd = apply(everySecond(`adjust_avg_pool_2_${cell}`), odd);
      odd = apply(pointwise(`adjust_conv_2_${cell}`, filters / 2), odd);
      const joined = apply(tf.layers.concatenate({ name: autoName('concatenate') }), [even, odd]);
      return apply(normalization(`adjust_bn_${cell}`), joined);
    }
    if (previous.shape[3] !== filters) {
      const projection = pointwise(`adjust_conv_projection_${cell}`, filters);
      return apply(normalization(`adjust_bn_${cell}`), apply(projection, relu(previous)));
    }
    return previous;
  }

  /** Figure 4 of the paper, left: keeps the sides. */
  function normalCell(
    x: tf.SymbolicTensor,
    previous: tf.SymbolicTensor,
    filters: number,
    cell: string,
  ): tf.SymbolicTensor {
    const p = adjust(previous, x, filters, cell);
    const h = apply(normalization(`normal_bn_1_${cell}`), apply(pointwise(`normal_conv_1_${cell}`, filters), relu(x)));
    const blocks = [
      add(`normal_add_1_${cell}`, [
        separable(h, `normal_left1_${cell}`, filters, 5),
        separable(p, `normal_right1_${cell}`, filters, 3),
      ]),
      add(`normal_add_2_${cell}`, [
        separable(p, `normal_left2_${cell}`, filters, 5),
        separable(p, `normal_right2_${cell}`, filters, 3),
      ]),
      add(`normal_add_3_${cell}`, [averagePooling(h, `normal_left3_${cell}`), p]),
      add(`normal_add_4_${cell}`, [
        averagePooling(p, `normal_left4_${cell}`),
        averagePooling(p, `normal_right4_${cell}`),
      ]),
      add(`normal_add_5_${cell}`, [separable(h, `normal_left5_${cell}`, filters, 3), h]),
    ];
    return apply(tf.layers.concatenate({ name: `normal_concat_${cell}` }), [p, ...blocks]);
  }

  /**
   * Figure 4 of the paper, right: halves the sides. The first cell has no cell before the previous one and takes its
   * input twice.
   */
  function reductionCell(
    x: tf.SymbolicTensor,
    previous: tf.SymbolicTensor | null,
    filters: number,
    cell: string,
  ): tf.SymbolicTensor {
    const p = previous ? adjust(previous, x, filters, cell) : x;
    const h = apply(
      normalization(`reduction_bn_1_${cell}`),
      apply(pointwise(`reduction_conv_1_${cell}`, filters), relu(x)),
    );
    const padded = apply(
      tf.layers.zeroPadding2d({ name: `reduction_pad_1_${cell}`, padding: halvingPadding(h, 3) }),
      h,
    );
    const halved = (name: string, pooling: typeof tf.layers.maxPooling2d | typeof tf.layers.averagePooling2d) =>
      apply(pooling({ name: `${name}_${cell}`, poolSize: 3, strides: 2 }), padded);

    const x1 = add(`reduction_add_1_${cell}`, [
      separable(h, `reduction_left1_${cell}`, filters, 5, 2),
      separable(p, `reduction_right1_${cell}`, filters, 7, 2),
    ]);
    const x2 = add(`reduction_add_2_${cell}`, [
      halved('reduction_left2', tf.layers.maxPooling2d),
      separable(p, `reduction_right2_${cell}`, filters, 7, 2),
    ]);
    const x3 = add(`reduction_add3_${cell}`, [
      halved('reduction_left3', tf.layers.averagePooling2d),
      separable(p, `reduction_right3_${cell}`, filters, 5, 2),
    ]);
    const x4 = add(autoName('add'), [x2, averagePooling(x1, `reduction_left4_${cell}`)]);
    const x5 = add(`reduction_add4_${cell}`, [
      separable(x1, `reduction_left4_${cell}`, filters, 3),
      halved('reduction_right5', tf.layers.maxPooling2d),
    ]);
    return apply(tf.layers.concatenate({ name: `reduction_concat_${cell}` }), [x2, x3, x4, x5]);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  const stem = tf.layers.conv2d({
    name: 'stem_conv1',
    filters: 32,
    kernelSize: 3,
    strides: 2,
    useBias: false,
    kernelInitializer: kernels.heNormal(),
  });
  let x = apply(normalization('stem_bn1'), apply(stem, image));
  let previous: tf.SymbolicTensor | null = null;
  for (const [index, filters] of [11, 22].entries())
    [x, previous] = [reductionCell(x, previous, filters, `stem_${index + 1}`), x];

  // Three times four normal cells, with a reduction cell before the second and the third
  for (const [stage, filters] of [44, 88, 176].entries()) {
    if (stage > 0) [x, previous] = [reductionCell(x, previous, filters, `reduce_${4 * stage}`), x];
    for (let index = 0; index < 4; index++)
      [x, previous] = [
        normalCell(x, previous as tf.SymbolicTensor, filters, `${(stage === 0 ? 0 : 4 * stage + 1) + index}`),
        x,
      ];
  }
  x = relu(x);

  const outputs = appendTop(x, options, kernels.glorotUniform, 'global_average_pooling2d');
  return tf.model({ name: 'nasnet_mobile', inputs: image, outputs });
}

type Padding = [[number, number], [number, number]];

const onePixel: Record<'before' | 'after', Padding> = {
  before: [
    [1, 0],
    [1, 0],
  ],
  after: [
    [0, 1],
    [0, 1],
  ],
};

/**
 * Keras's `correct_pad` for a window with stride 2: the zeros around `x` depend on whether the side is odd.
 */
function halvingPadding(x: tf.SymbolicTensor, kernelSize: number): Padding {
  const after = Math.floor(kernelSize / 2);
  const before = (x.shape[1] as number) % 2 === 0 ? after - 1 : after;
  return [
    [before, after],
    [before, after],
  ];
}
