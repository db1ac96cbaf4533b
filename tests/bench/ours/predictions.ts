import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { fetchEmoji } from '../../../bin/demo/emojiArtwork.ts';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { batches, type Examples, firstOf, inOrder } from '../../../worker/data/examples.ts';
import { openImages } from '../../../worker/data/images.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { openOnnxExecutor, openOnnxModel } from '../../../worker/onnx/onnxExecutor.ts';
import { quantizeNetwork } from '../../../worker/onnx/quantization/quantizeNetwork.ts';
import { loadWeights } from '../../../worker/weights/loadWeights.ts';
import { fetchNsfwjsWeights } from '../../../worker/weights/nsfwjsWeights.ts';
import { serve } from './serve.ts';

/**
 * How often a trained network says the same class when its features are in eight bits: nsfwjs's MobileNetV2 with its own top, on the emoji
 * pictures that the demo takes: `node predictions.ts <cache directory>`. Asked for so many images it answers the share.
 */
const requestSchema = z.strictObject({ images: z.int().positive() });

const cacheDirectory = z.string().parse(process.argv[2]);
const size = 224;
const calibrated = 40;

await startEngine('wasm');
const network = buildBackbone('MobileNetV2', { inputSize: size, seed: null, pooling: 'avg' });
await loadWeights(network, { backbone: 'MobileNetV2', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '' });
const top = await readTop();
const pictures = await openPictures();
const { model, distance, quantized: inInt8, convolutions: inAll } = await quantizeNetwork(network, firstOf(pictures, calibrated));
const [int8, float32] = [await openOnnxModel(model, network), await openOnnxExecutor(network)];

await serve({ batch: int8.batch, distance, inInt8, inAll }, async (request) => {
  const { images } = requestSchema.parse(request);
  let [same, difference, norm] = [0, 0, 0];
  for (const indices of batches(inOrder(images), int8.batch)) {
    const pixels = await pictures.read(indices.map((index) => calibrated + index));
    const [received, expected] = [await int8.run(pixels, indices.length), await float32.run(pixels, indices.length)];
    for (const [at, value] of expected.entries()) {
      difference += (value - received[at]!) ** 2;
      norm += value ** 2;
    }
    const [classes, others] = [classesOf(expected), classesOf(received)];
    for (const [at, each] of classes.entries()) if (each === others[at]) same++;
  }
  return { same: same / images, relativeL2: Math.sqrt(difference / norm) };
});

function classesOf(features: Float32Array): Int32Array {
  return tf.tidy(() => {
    let x: tf.Tensor2D = tf.tensor2d(features, [features.length / 1280, 1280]);
    for (const { kernel, bias, isLast } of top) {
      const sums = tf.matMul(x, kernel).add(bias) as tf.Tensor2D;
      x = isLast ? sums : sums.relu();
    }
    return x.argMax(1).dataSync<'int32'>();
  });
}

/** The dense layers behind the features, all but the last with a ReLU. */
async function readTop() {
  const layers = await fetchNsfwjsWeights('MobileNetV2', { cacheDirectory }, { classifier: true });
  const dense = layers.filter(({ name }) => name.startsWith('dense_'));
  return dense.map(({ name, tensors: [kernel, bias] }, index) => {
    if (!kernel || !bias) throw new Error(`expected ${name} to be a dense layer with a bias`);
    return {
      kernel: tf.tensor2d(kernel.values, kernel.shape as [number, number]),
      bias: tf.tensor(bias.values),
      isLast: index === dense.length - 1,
    };
  });
}

/** Spread over all kinds of emoji. */
async function openPictures(): Promise<Examples> {
  const paths = (await fetchEmoji(cacheDirectory)).flatMap((emoji) => emoji.pictures.map(({ path }) => path));
  const pathOf = (index: number) => paths[(index * 7919) % paths.length]!;
  const source = {
    labels: new Int32Array(paths.length),
    read: (index: number) => readFile(pathOf(index)),
    nameOf: pathOf,
    sealed: false,
  };
  return openImages(source, { backbone: 'MobileNetV2', inputSize: size, interpolation: 'bilinear', preprocessing: 'rescale' });
}
