import type * as tf from '@tensorflow/tfjs';
import { openExecutor } from '../../../learning/executors/executors.ts';

/** A network's answers to images on ONNX Runtime and on TensorFlow.js, and ‖onnx − tfjs‖ / ‖tfjs‖. Disposes neither. */
export async function onBoth(
  network: tf.LayersModel,
  images: tf.Tensor,
): Promise<{ onnx: Float32Array; tfjs: Float32Array; distance: number }> {
  const pixels = images.dataSync<'float32'>();
  const onnx = await answerOn('onnx', network, pixels, images.shape[0]!);
  const tfjs = await answerOn('tfjs', network, pixels, images.shape[0]!);
  const distance =
    onnx.length === tfjs.length ? l2(tfjs.map((value, index) => value - onnx[index]!)) / l2(tfjs) : Number.NaN;
  return { onnx, tfjs, distance };
}

async function answerOn(
  name: 'onnx' | 'tfjs',
  network: tf.LayersModel,
  pixels: Float32Array,
  count: number,
): Promise<Float32Array> {
  const executor = await openExecutor(name, network);
  const answer = await executor.run(pixels, count);
  await executor.dispose();
  return answer;
}

/** How far the answers to the first and the last image are apart, relative to the first one's. */
export function differenceOfImages(answers: Float32Array, count: number): number {
  const size = answers.length / count;
  const [first, last] = [answers.subarray(0, size), answers.subarray(answers.length - size)];
  return l2(first.map((value, index) => value - last[index]!)) / l2(first);
}

function l2(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
