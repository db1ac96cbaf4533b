import * as tf from '@tensorflow/tfjs';
import { float32Executors } from '#contracts/environment';
import { recipeSchema } from '#contracts/recipe';
import { startEngine } from '../engine/engine.ts';
import type { EngineName } from '../engine/engineName.ts';
import { buildModel } from '../training/buildModel.ts';
import { openExecutor } from './executors.ts';
import type { ExecutorMeasurement } from './measureExecutors.ts';

/**
 * Measures both executors on the frozen part that a recipe begins with, whose weights may be any for that:
 * `node measureProcess.ts <engine> <recipe>`. Prints an ExecutorMeasurement. They take turns, so that a busy machine slows both.
 */
const images = 4;
const rounds = 3;
/** From this ratio on, one round decides. */
const clear = 2;

await startEngine(process.argv[2] as EngineName);
const recipe = recipeSchema.parse(JSON.parse(process.argv[3]!));
const { prefix } = buildModel(recipe, 2);
if (!prefix) throw new Error('expected a recipe that begins with a frozen part');
const size = recipe.inputSize ** 2 * 3;
const pixels = tf.tidy(() => tf.randomUniform([images * size], -1, 1, 'float32', recipe.seed).dataSync<'float32'>());

const [onnx, tfjs] = await Promise.all(
  float32Executors.map(async (name) => {
    const executor = await openExecutor(name, prefix);
    // The first run makes things ready that later ones find.
    await executor.run(pixels.subarray(0, size), 1);
    return { executor, best: Number.POSITIVE_INFINITY, answer: new Float32Array() as Float32Array };
  }),
);
if (!onnx || !tfjs) throw new Error('expected two executors');

for (let round = 0; round < rounds; round++) {
  for (const each of [onnx, tfjs]) {
    const started = performance.now();
    each.answer = await each.executor.run(pixels, images);
    each.best = Math.min(each.best, performance.now() - started);
  }
  if (Math.max(onnx.best / tfjs.best, tfjs.best / onnx.best) > clear) break;
}

const distance = norm(onnx.answer.map((value, index) => value - tfjs.answer[index]!)) / norm(tfjs.answer);
if (!Number.isFinite(distance)) throw new Error('expected both to answer finite numbers that are not all zero');
console.log(JSON.stringify({ onnx: onnx.best / images, tfjs: tfjs.best / images, distance } satisfies ExecutorMeasurement));

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
