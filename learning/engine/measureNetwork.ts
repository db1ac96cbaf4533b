import * as tf from '@tensorflow/tfjs';
import { type ApplicationName, backbones } from '#contracts/backbones';
import { buildBackbone } from '../backbones/registry.ts';

/** At least so many images are timed, and more until the time is over. */
const fewestImages = 3;
const budgetMs = 2_000;

/** The median time, in milliseconds, of a network with its top for one image, on the engine that is started. */
export async function measureNetwork(name: ApplicationName): Promise<number> {
  const { inputSize } = backbones[name];
  // Zeros take as long as any other numbers.
  const model = buildBackbone(name, { inputSize, seed: null, top: { classes: 1000, activation: 'softmax' } });
  const image = tf.zeros([1, inputSize, inputSize, 3]);
  const times: number[] = [];
  const started = performance.now();
  await predictOnce(model, image);
  while (times.length < fewestImages || performance.now() - started < budgetMs)
    times.push(await predictOnce(model, image));
  image.dispose();
  model.dispose();
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!;
}

async function predictOnce(model: tf.LayersModel, image: tf.Tensor): Promise<number> {
  const started = performance.now();
  const output = model.predict(image) as tf.Tensor;
  await output.data();
  output.dispose();
  return performance.now() - started;
}
