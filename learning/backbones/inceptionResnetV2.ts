import * as tf from '@tensorflow/tfjs';
import { appendTop, apply, autoNames, type BackboneOptions } from './builder.ts';
import { CustomScaleLayer } from './customScaleLayer.ts';
import { kernelInitializers } from './initializers.ts';

/** One convolution of a branch. `halving` means stride 2 without padding: it halves the sides. */
type Step = [filters: number, kernelSize: number | [number, number], halving?: 'halving'];

/**
 * InceptionResNetV2: Szegedy et al., "Inception-v4, Inception-ResNet and the Impact of Residual Connections on
 * Learning", AAAI 2017. Input [size, size, 3] in [-1, 1] (`preprocess_input` of mode tf), 299 by default, 75 at least;
 * output without top [side, side, 1536], 8 × 8 at 299; 55,873,736 parameters, without top 54,336,736. Names, order and
 * paddings follow `keras/src/applications/inception_resnet_v2.py`.
 */
export function inceptionResnetV2(options: BackboneOptions): tf.LayersModel {
  const kernel = kernelInitializers(options.seed).glorotUniform;
  const autoName = autoNames();

  const relu = (name: string) => tf.layers.activation({ name, activation: 'relu' });
  function convolution(
    x: tf.SymbolicTensor,
    [filters, kernelSize, halving]: Step,
    padding: 'same' | 'valid' = halving ? 'valid' : 'same',
    name?: string,
  ): tf.SymbolicTensor {
    const layer = tf.layers.conv2d({
      name: name ?? autoName('conv2d'),
      filters,
      kernelSize,
      strides: halving ? 2 : 1,
      padding,
      useBias: false,
      kernelInitializer: kernel(),
    });
    const normalization = tf.layers.batchNormalization({
      name: name ? `${name}_bn` : autoName('batch_normalization'),
      epsilon: 1e-3,
      momentum: 0.99,
      scale: false,
    });
    return apply(relu(name ? `${name}_ac` : autoName('activation')), apply(normalization, apply(layer, x)));
  }
  const branch = (x: tf.SymbolicTensor, ...steps: Step[]) => steps.reduce((input, step) => convolution(input, step), x);
  const maxPooling = (x: tf.SymbolicTensor) =>
    apply(tf.layers.maxPooling2d({ name: autoName('max_pooling2d'), poolSize: 3, strides: 2 }), x);
  const concatenate = (name: string, branches: tf.SymbolicTensor[]) => apply(tf.layers.concatenate({ name }), branches);

  /** The branches are concatenated, projected to the channels of the input, scaled and added to the input. */
  function residualBlock(x: tf.SymbolicTensor, name: string, scale: number, branches: Step[][]): tf.SymbolicTensor {
    const mixed = concatenate(
      `${name}_mixed`,
      branches.map((steps) => branch(x, ...steps)),
    );
    const projection = tf.layers.conv2d({
      name: `${name}_conv`,
      filters: x.shape.at(-1) as number,
      kernelSize: 1,
      padding: 'same',
      kernelInitializer: kernel(),
    });
    return apply(new CustomScaleLayer({ name: autoName('custom_scale_layer'), scale }), [x, apply(projection, mixed)]);
  }

  const image = tf.input({ name: 'input_layer', shape: [options.inputSize, options.inputSize, 3] });

  // Stem
  let x = convolution(image, [32, 3, 'halving']);
  x = convolution(x, [32, 3], 'valid');
  x = convolution(x, [64, 3]);
  x = maxPooling(x);
  x = convolution(x, [80, 1], 'valid');
  x = convolution(x, [192, 3], 'valid');
  x = maxPooling(x);

  // Mixed 5b: 35 × 35 at 299
  const averagePooling = tf.layers.averagePooling2d({
    name: autoName('average_pooling2d'),
    poolSize: 3,
    strides: 1,
    padding: 'same',
  });
  x = concatenate('mixed_5b', [
    branch(x, [96, 1]),
    branch(x, [48, 1], [64, 5]),
    branch(x, [64, 1], [96, 3], [96, 3]),
    branch(apply(averagePooling, x), [64, 1]),
  ]);

  // 10 × block 35
  for (let index = 1; index <= 10; index++) {
    const name = `block35_${index}`;
    const branches: Step[][] = [
      [[32, 1]],
      [
        [32, 1],
        [32, 3],
      ],
      [
        [32, 1],
        [48, 3],
        [64, 3],
      ],
    ];
    x = apply(relu(`${name}_ac`), residualBlock(x, name, 0.17, branches));
  }

  // Mixed 6a: down to 17 × 17
  x = concatenate('mixed_6a', [
    branch(x, [384, 3, 'halving']),
    branch(x, [256, 1], [256, 3], [384, 3, 'halving']),
    maxPooling(x),
  ]);

  // 20 × block 17
  for (let index = 1; index <= 20; index++) {
    const name = `block17_${index}`;
    const branches: Step[][] = [
      [[192, 1]],
      [
        [128, 1],
        [160, [1, 7]],
        [192, [7, 1]],
      ],
    ];
    x = apply(relu(`${name}_ac`), residualBlock(x, name, 0.1, branches));
  }

  // Mixed 7a: down to 8 × 8
  x = concatenate('mixed_7a', [
    branch(x, [256, 1], [384, 3, 'halving']),
    branch(x, [256, 1], [288, 3, 'halving']),
    branch(x, [256, 1], [288, 3], [320, 3, 'halving']),
    maxPooling(x),
  ]);

  // 10 × block 8. The last one is not scaled, and no ReLU follows it.
  for (let index = 1; index <= 10; index++) {
    const name = `block8_${index}`;
    const branches: Step[][] = [
      [[192, 1]],
      [
        [192, 1],
        [224, [1, 3]],
        [256, [3, 1]],
      ],
    ];
    const last = index === 10;
    x = residualBlock(x, name, last ? 1 : 0.2, branches);
    if (!last) x = apply(relu(`${name}_ac`), x);
  }

  x = convolution(x, [1536, 1], 'same', 'conv_7b');

  return tf.model({ name: 'inception_resnet_v2', inputs: image, outputs: appendTop(x, options, kernel) });
}
