import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { fetchEmoji } from '../../../bin/demo/emojiArtwork.ts';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { type Examples, firstOf, inOrder } from '../../../worker/data/examples.ts';
import { openImages } from '../../../worker/data/images.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { openOnnxExecutor, openOnnxModel } from '../../../worker/onnx/onnxExecutor.ts';
import { quantizeNetwork } from '../../../worker/onnx/quantization/quantizeNetwork.ts';
import { loadWeights } from '../../../worker/weights/loadWeights.ts';
import { fetchPackage } from '../../../worker/weights/npmPackage.ts';

/**
 * How often a trained network says the same class when its features are in eight bits: nsfwjs's MobileNetV2 with its own top, on the emoji
 * pictures that the demo takes: `node tests/bench/int8/predictions.ts <cache directory> <images>`. Prints a line of JSON every hundred
 * images, over all so far. Only the last line counts; whether int8 would be used at all, `distance` says.
 */
const [cacheDirectory, wanted] = process.argv.slice(2);
if (!cacheDirectory || !wanted) throw new Error('expected a cache directory and a number of images');
const size = 224;
const calibrated = 40;

await startEngine('wasm');
const network = buildBackbone('MobileNetV2', { inputSize: size, seed: null, pooling: 'avg' });
await loadWeights(network, { backbone: 'MobileNetV2', weights: 'nsfwjs', cacheDirectory, kerasWeightsUrl: '', onProgress() {} });
const top = await readTop();
const images = await pictures(Number(wanted) + calibrated);
const { model, distance, quantized, convolutions } = await quantizeNetwork(network, firstOf(images, calibrated));
const [int8, float32] = [await openOnnxModel(model, network), await openOnnxExecutor(network)];

let [same, difference, norm] = [0, 0, 0];
for (let done = 0; done < Number(wanted); ) {
  const indices = inOrder(images.labels.length).subarray(calibrated + done, calibrated + done + int8.batch);
  const pixels = await images.read(indices);
  const [received, expected] = [await int8.run(pixels, indices.length), await float32.run(pixels, indices.length)];
  for (const [at, value] of expected.entries()) {
    difference += (value - received[at]!) ** 2;
    norm += value ** 2;
  }
  const [classes, others] = [classesOf(expected), classesOf(received)];
  for (const [at, each] of classes.entries()) if (each === others[at]) same++;
  done += indices.length;
  if (done % 100 === 0 || done >= Number(wanted))
    console.log(
      JSON.stringify({ images: done, same: same / done, relativeL2: Math.sqrt(difference / norm), distance, quantized, convolutions }),
    );
}

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
  const { name, version, integrity, folder } = {
    name: 'nsfwjs',
    version: '4.3.0',
    integrity: 'sha512-WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
    folder: 'dist/models/mobilenet_v2',
  };
  const members = ['mobilenet_v2', 'inception_v3'].map((network) => `dist/models/${network}/`);
  const directory = join(await fetchPackage({ name, version, integrity }, { cacheDirectory: cacheDirectory!, members }), folder);
  const readBundle = async (path: string) => {
    const program = `var module = { exports: {} }, exports = module.exports;\n${await readFile(join(directory, path), 'utf8')}\n;JSON.stringify(module.exports)`;
    return JSON.parse(String(runInNewContext(program, Object.create(null))));
  };
  const { weightsManifest } = (await readBundle('model.min.js')) as {
    weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
  };
  const shards = await Promise.all(weightsManifest.flatMap(({ paths }) => paths).map((path) => readBundle(`${path}.min.js`)));
  const bytes = new Uint8Array(Buffer.concat(shards.map((shard) => Buffer.from(shard as string, 'base64')))).buffer;
  const decoded = tf.io.decodeWeights(
    bytes,
    weightsManifest.flatMap(({ weights }) => weights),
  );
  return ['dense_1', 'dense_2', 'dense_3'].map((layer) => ({
    kernel: decoded[`${layer}/kernel`] as tf.Tensor2D,
    bias: decoded[`${layer}/bias`]!,
    isLast: layer === 'dense_3',
  }));
}

async function pictures(count: number): Promise<Examples> {
  const paths = (await fetchEmoji(cacheDirectory!)).flatMap((emoji) => emoji.pictures.map(({ path }) => path));
  if (paths.length < count) throw new Error(`expected at most ${paths.length} images, received ${count}`);
  // Spread over all kinds of emoji.
  const chosen = Array.from({ length: count }, (_, index) => paths[Math.floor((index * 7919) % paths.length)]!);
  const source = {
    labels: new Int32Array(count),
    read: (index: number) => readFile(chosen[index]!),
    nameOf: (index: number) => chosen[index]!,
    sealed: false,
  };
  return openImages(source, { backbone: 'MobileNetV2', inputSize: size, interpolation: 'bilinear', preprocessing: 'rescale' });
}
