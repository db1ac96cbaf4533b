import * as tf from '@tensorflow/tfjs';
import type { EngineSpeed } from '#contracts/provenance';
import { buildBackbone } from '../backbones/registry.ts';

/** Each measurement takes this long. The best time counts, because other work on the machine only adds to a time. */
const budgetMs = 150;

/** Times the engine that is started, to compare machines and engines. Takes about half a second. */
export async function measureSpeed(): Promise<EngineSpeed> {
  const [count, side, kernel, channels] = [4, 56, 3, 64];
  const images = tf.randomUniform<tf.Rank.R4>([count, side, side, channels], -1, 1, 'float32', 1);
  const filter = tf.randomUniform<tf.Rank.R4>([kernel, kernel, channels, channels], -1, 1, 'float32', 2);
  const convolutionMs = await bestTime(() => [tf.conv2d(images, filter, 1, 'same')]);
  const operations = 2 * count * side ** 2 * kernel ** 2 * channels ** 2;

  const cnn = buildBackbone('CNN', { inputSize: 46, seed: 1 });
  const batch = tf.randomUniform([16, 46, 46, 3], 0, 1, 'float32', 1);
  const cnnStepMs = await bestTime(() => {
    const { value, grads } = tf.variableGrads(
      () => tf.sum(cnn.apply(batch, { training: true }) as tf.Tensor) as tf.Scalar,
    );
    return [value, ...Object.values(grads)];
  });
  return { convolutionGflops: toThreeDigits(operations / convolutionMs / 1e6), cnnStepMs: toThreeDigits(cnnStepMs) };
}

/** The best time, in milliseconds, until the last output of `compute` can be read. The first call is a warm-up. */
async function bestTime(compute: () => tf.Tensor[]): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let round = 0; round < 3 || spent < budgetMs; round++) {
    const started = performance.now();
    const outputs = compute();
    await outputs.at(-1)!.data();
    const took = performance.now() - started;
    tf.dispose(outputs);
    if (round > 0) best = Math.min(best, took);
    spent += took;
  }
  return best;
}

function toThreeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
