import type * as tf from '@tensorflow/tfjs';
import { openExecutor } from '../../../learning/executors/executors.ts';

/** A network's outputs for images on ONNX Runtime and on TensorFlow.js, and ‖onnx − tfjs‖ / ‖tfjs‖. */
export async function onBoth(
  network: tf.LayersModel,
  images: tf.Tensor,
): Promise<{ onnx: Float32Array; tfjs: Float32Array; distance: number }> {
  const pixels = images.dataSync<'float32'>();
  const onnx = await outputOn('onnx', network, pixels, images.shape[0]!);
  const tfjs = await outputOn('tfjs', network, pixels, images.shape[0]!);
  const distance =
    onnx.length === tfjs.length ? l2(tfjs.map((value, index) => value - onnx[index]!)) / l2(tfjs) : Number.NaN;
  return { onnx, tfjs, distance };
}

async function outputOn(
  name: 'onnx' | 'tfjs',
  network: tf.LayersModel,
  pixels: Float32Array,
  count: number,
): Promise<Float32Array> {
  const executor = await openExecutor({ name }, network);
  const output = await executor.run(pixels, count);
  await executor.dispose();
  return output;
}

/** The distance between the outputs for the first and the last image, relative to the first. */
export function differenceOfImages(outputs: Float32Array, count: number): number {
  const size = outputs.length / count;
  const [first, last] = [outputs.subarray(0, size), outputs.subarray(outputs.length - size)];
  return l2(first.map((value, index) => value - last[index]!)) / l2(first);
}

function l2(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
