import * as tf from '@tensorflow/tfjs';
import { type ApplicationName, backbones } from '#contracts/backbones';
import { buildBackbone } from '../backbones/registry.ts';

/** At least this many images, and as many more as fit into this time. */
const leastImages = 3;
const enoughMs = 2_000;

/**
 * Milliseconds (median) that a network with its top takes for one image of its own size on the engine that is started.
 */
export async function measureNetwork(name: ApplicationName): Promise<number> {
  const { inputSize } = backbones[name];
  // Zeros take as long as any other numbers.
  const model = buildBackbone(name, { inputSize, seed: null, top: { classes: 1000, activation: 'softmax' } });
  const image = tf.zeros([1, inputSize, inputSize, 3]);
  const times: number[] = [];
  const started = performance.now();
  await predictOnce(model, image);
  while (times.length < leastImages || performance.now() - started < enoughMs)
    times.push(await predictOnce(model, image));
  image.dispose();
  model.dispose();
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!;
}

async function predictOnce(model: tf.LayersModel, image: tf.Tensor): Promise<number> {
  const started = performance.now();
  const answer = model.predict(image) as tf.Tensor;
  await answer.data();
  answer.dispose();
  return performance.now() - started;
}
