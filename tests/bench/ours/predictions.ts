import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fetchEmoji } from '../../../bin/demo/emojiArtwork.ts';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { batches, type Examples, firstOf, inOrder } from '../../../learning/data/examples.ts';
import { openImages } from '../../../learning/data/images.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { openOnnxExecutor, openOnnxModel } from '../../../learning/executors/onnxExecutor.ts';
import { quantizeNetwork } from '../../../learning/onnx/quantization/quantizeNetwork.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { fetchNsfwjsWeights } from '../../../learning/weights/nsfwjsWeights.ts';
import { serve } from './serve.ts';
import { trainHead } from './trainHead.ts';

/**
 * How often a trained network says the same class when its features are in eight bits: nsfwjs's MobileNetV2 with its
 * own top, on the emoji pictures that the demo takes: `node predictions.ts <cache directory>`. Asked for so many images
 * it answers the share, how far the features are apart, and how often a new head on them is right about an emoji's
 * category, or says the same of both.
 */
const requestSchema = z.strictObject({ images: z.int().positive() });

const cacheDirectory = z.string().parse(process.argv[2]);
const size = 224;
const calibrated = 40;
const featureSize = 1280;

await startEngine('wasm');
const network = buildBackbone('MobileNetV2', { inputSize: size, seed: null, pooling: 'avg' });
await loadWeights(network, { backbone: 'MobileNetV2', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' });
const top = await readTop();
const { pictures, categories } = await openPictures();
const {
  model,
  distance,
  quantized: inInt8,
  convolutions: inAll,
} = await quantizeNetwork(network, firstOf(pictures, calibrated));
const [int8, float32] = [
  await openOnnxModel({ file: model, extraInputs: {} }, network),
  await openOnnxExecutor(network),
];

await serve({ batch: int8.batch, distance, inInt8, inAll }, async (request) => {
  const { images } = requestSchema.parse(request);
  const features = { int8: new Float32Array(images * featureSize), float32: new Float32Array(images * featureSize) };
  for (const indices of batches(inOrder(images), int8.batch)) {
    const pixels = await pictures.read(indices.map((index) => calibrated + index));
    for (const [precision, executor] of [['int8', int8] as const, ['float32', float32] as const])
      features[precision].set(await executor.run(pixels, indices.length), indices[0]! * featureSize);
  }
  const classes = classesOf(features.float32);
  let [difference, norm] = [0, 0];
  for (const [at, value] of features.float32.entries()) {
    difference += (value - features.int8[at]!) ** 2;
    norm += value ** 2;
  }
  const labels = pictures.labels.slice(calibrated, calibrated + images);
  const float16 = Float32Array.from(new Float16Array(features.float32));
  const headOn = (values: Float32Array) => trainHead(values, labels, categories.length);
  const head = await headOn(features.float32);
  return {
    same: shareOfSame(classes, classesOf(features.int8)),
    commonest:
      Math.max(...Array.from(new Set(classes), (each) => classes.filter((one) => one === each).length)) / images,
    sameOfHead: shareOfSame(head.predictions(features.float32), head.predictions(features.int8)),
    relativeL2: Math.sqrt(difference / norm),
    categories: categories.length,
    accuracies: {
      float32: head.accuracy(features.float32),
      float16: (await headOn(float16)).accuracy(float16),
      int8: (await headOn(features.int8)).accuracy(features.int8),
    },
  };
});

function shareOfSame(one: Int32Array, other: Int32Array): number {
  return one.filter((each, n) => each === other[n]).length / one.length;
}

function classesOf(features: Float32Array): Int32Array {
  return tf.tidy(() => {
    let x: tf.Tensor2D = tf.tensor2d(features, [features.length / featureSize, featureSize]);
    for (const { kernel, bias, isLast } of top) {
      const sums = tf.matMul(x, kernel).add(bias) as tf.Tensor2D;
      x = isLast ? sums : sums.relu();
    }
    return x.argMax(1).dataSync<'int32'>();
  });
}

/** The dense layers behind the features, all but the last with a ReLU. */
async function readTop() {
  const networks = await fetchNsfwjsWeights('MobileNetV2', { cacheDirectory });
  const dense = networks.flatMap(({ layers }) => layers).filter(({ name }) => name.startsWith('dense_'));
  return dense.map(({ name, tensors: [kernel, bias] }, index) => {
    if (!kernel || !bias) throw new Error(`expected ${name} to be a dense layer with a bias`);
    return {
      kernel: tf.tensor2d(kernel.read(), kernel.shape as [number, number]),
      bias: tf.tensor(bias.read()),
      isLast: index === dense.length - 1,
    };
  });
}

/** Spread over all kinds of emoji; a label is the place of its category. */
async function openPictures(): Promise<{ pictures: Examples; categories: string[] }> {
  const emoji = await fetchEmoji(cacheDirectory);
  const categories = [...new Set(emoji.map(({ category }) => category))].sort();
  const all = emoji.flatMap((each) =>
    each.pictures.map(({ path }) => ({ path, label: categories.indexOf(each.category) })),
  );
  const spread = all.map((_, index) => all[(index * 7919) % all.length]!);
  const source = {
    labels: Int32Array.from(spread, ({ label }) => label),
    read: (index: number) => readFile(spread[index]!.path),
    nameOf: (index: number) => spread[index]!.path,
    sealed: false,
  };
  const preprocessing = {
    backbone: 'MobileNetV2',
    inputSize: size,
    interpolation: 'bilinear',
    preprocessing: 'rescale',
  } as const;
  return { pictures: await openImages(source, preprocessing), categories };
}
