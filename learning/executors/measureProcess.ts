import * as tf from '@tensorflow/tfjs';
import type { EngineName } from '#contracts/provenance';
import { recipeSchema } from '#contracts/recipe';
import { startEngine } from '../engine/engine.ts';
import { buildModel } from '../network/buildModel.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { frozenBatch, timedImages } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';
import type { ExecutorMeasurement, OnnxMeasurement } from './measureExecutors.ts';
import { openOnnxExecutor } from './onnxExecutor.ts';
import { openTfjsExecutor } from './tfjsExecutor.ts';

/**
 * Measures both executors on the first frozen part that a recipe has, whose weights may be any for that: `node
 * measureProcess.ts <engine> <recipe>`. Prints an ExecutorMeasurement, and before it what ONNX Runtime's part of it is.
 * One after the other, and the engine, which keeps what memory it took, last: a run waits meanwhile with an engine of
 * its own.
 */
const rounds = 3;
const enoughMs = 2_000;

await startEngine('wasm');
const recipe = recipeSchema.parse(JSON.parse(process.argv[3]!));
const { prefix } = buildModel({ ...recipe, freeze: firstCut(recipe) ?? 'none' }, 2);
if (!prefix) throw new Error('expected a recipe with a frozen part');
const size = recipe.inputSize ** 2 * 3;
const pixels = tf.tidy(() =>
  tf.randomUniform([timedImages * size], -1, 1, 'float32', recipe.seed).dataSync<'float32'>(),
);

const onnx = await measure(await openOnnxExecutor(prefix));
console.log(JSON.stringify({ onnx: onnx.best } satisfies OnnxMeasurement));
await startEngine(process.argv[2] as EngineName);
const tfjs = await measure(openTfjsExecutor(prefix));

// Of the images that both have answered.
const both = Math.min(onnx.answer.length, tfjs.answer.length);
const expected = tfjs.answer.subarray(0, both);
const distance = norm(expected.map((value, index) => value - onnx.answer[index]!)) / norm(expected);
if (!Number.isFinite(distance)) throw new Error('expected both to answer finite numbers that are not all zero');
console.log(JSON.stringify({ onnx: onnx.best, tfjs: tfjs.best, distance } satisfies ExecutorMeasurement));

/**
 * The quickest of some rounds, in milliseconds an image, and what was answered for the first image or for all of them.
 */
async function measure(executor: Executor): Promise<{ best: number; answer: Float32Array }> {
  const run = async (count: number) => {
    const started = performance.now();
    const answer = await executor.run(pixels.subarray(0, count * size), count);
    return { ms: performance.now() - started, count, answer };
  };
  // The first run makes things ready that later ones find: little beside an image that takes seconds, but on a GPU it
  // may be most of them.
  let quickest = await run(1);
  const isTelling = executor.batch !== frozenBatch.gpu;
  // A busy machine slows one round and not all; where one takes seconds, it is enough.
  for (let round = 0; round < rounds && (quickest.ms <= enoughMs || (round === 0 && !isTelling)); round++) {
    const next = await run(timedImages);
    if (round === 0 || next.ms < quickest.ms) quickest = next;
  }
  await executor.dispose();
  return { best: quickest.ms / quickest.count, answer: quickest.answer };
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
