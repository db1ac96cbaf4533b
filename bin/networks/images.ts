import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import { decodeImage } from '../../worker/data/decodeImage.ts';
import { preprocess, preprocessingOf } from '../../worker/data/preprocess.ts';
import { callersPath } from '../commands/callersPath.ts';
import { unreadable } from '../commands/submit.ts';
import { inputSizeOf } from './openNetwork.ts';
import type { NetworkOptions } from './options.ts';

/** Images that go through a network at once. */
const batchSize = 8;

export interface DecodedImage {
  /** As the person named it. */
  path: string;
  /** inputSize × inputSize × 3 bytes. */
  pixels: Uint8Array;
}

/** Reads every image before anything slow begins. Throws BAD_IMAGE, naming the file. */
export async function readImages(paths: string[], options: NetworkOptions): Promise<DecodedImage[]> {
  const images: DecodedImage[] = [];
  for (const path of paths) {
    const bytes = await readFile(callersPath(path)).catch(unreadable(path));
    const pixels = await decodeImage(bytes, { inputSize: inputSizeOf(options), interpolation: options.interpolation }).catch((cause) => {
      throw new RunFailure('BAD_IMAGE', `Expected ${path} to be a whole JPEG, PNG, WebP or GIF image, received: ${cause.message}`, {
        cause,
      });
    });
    images.push({ path, pixels });
  }
  return images;
}

/** What a network answers for each image, one after another. */
export async function* answers(
  model: tf.LayersModel,
  images: DecodedImage[],
  options: NetworkOptions,
): AsyncGenerator<{ path: string; values: Float32Array }> {
  const side = inputSizeOf(options);
  const preprocessing = preprocessingOf(options);
  for (let start = 0; start < images.length; start += batchSize) {
    const batch = images.slice(start, start + batchSize);
    const inputs = new Float32Array(batch.length * side * side * 3);
    for (const [index, { pixels }] of batch.entries()) preprocess(pixels, preprocessing, inputs, index * pixels.length);
    const answer = tf.tidy(() => model.predict(tf.tensor4d(inputs, [batch.length, side, side, 3])) as tf.Tensor);
    const values = await answer.data<'float32'>();
    answer.dispose();
    const size = values.length / batch.length;
    for (const [index, { path }] of batch.entries()) yield { path, values: values.slice(index * size, (index + 1) * size) };
  }
}
