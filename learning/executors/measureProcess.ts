import * as tf from '@tensorflow/tfjs';
import type { EngineName } from '#contracts/provenance';
import { recipeSchema } from '#contracts/recipe';
import { startEngine } from '../engine/engine.ts';
import { buildModel } from '../network/buildModel.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { frozenBatch, timedImages } from '../recipe/memoryBounds.ts';
import { type Executor, openTfjsExecutor } from './executor.ts';
import type { ExecutorMeasurement, OnnxMeasurement } from './measureExecutors.ts';
import { openOnnxExecutor } from './onnxExecutor.ts';

/**
 * Times both executors on the first frozen prefix of a recipe, with random weights: `node measureProcess.ts <engine>
 * <recipe>`. It prints ONNX Runtime's time first, then an ExecutorMeasurement. The engine comes last because it does
 * not free its memory, and the run that waits for this process has started an engine too.
 */
const rounds = 3;
const enoughMs = 2_000;

await startEngine('wasm');
const recipe = recipeSchema.parse(JSON.parse(process.argv[3]!));
const { prefix } = buildModel({ ...recipe, freeze: firstCut(recipe) ?? 'none' }, 2);
if (!prefix) throw new Error('expected a recipe with a frozen prefix');
const size = recipe.inputSize ** 2 * 3;
const pixels = tf.tidy(() =>
  tf.randomUniform([timedImages * size], -1, 1, 'float32', recipe.seed).dataSync<'float32'>(),
);

const onnx = await measure(await openOnnxExecutor(prefix));
console.log(JSON.stringify({ onnx: onnx.best } satisfies OnnxMeasurement));
await startEngine(process.argv[2] as EngineName);
const tfjs = await measure(openTfjsExecutor(prefix));

// Of the images that both have computed.
const both = Math.min(onnx.output.length, tfjs.output.length);
const expected = tfjs.output.subarray(0, both);
const distance = norm(expected.map((value, index) => value - onnx.output[index]!)) / norm(expected);
if (!Number.isFinite(distance)) throw new Error('expected finite outputs that are not all zero');
console.log(JSON.stringify({ onnx: onnx.best, tfjs: tfjs.best, distance } satisfies ExecutorMeasurement));

/** The best time of some rounds, in milliseconds an image, and the output for the first image or for all of them. */
async function measure(executor: Executor): Promise<{ best: number; output: Float32Array }> {
  const run = async (count: number) => {
    const started = performance.now();
    const output = await executor.run(pixels.subarray(0, count * size), count);
    return { ms: performance.now() - started, count, output };
  };
  // The first run is a warm-up. On a GPU that may be most of its time; otherwise it is little for an image that takes
  // seconds.
  let fastest = await run(1);
  const firstCounts = executor.batch !== frozenBatch.gpu;
  // Other work on the machine slows down some rounds, but not all. One that takes seconds is enough.
  for (let round = 0; round < rounds && (fastest.ms <= enoughMs || (round === 0 && !firstCounts)); round++) {
    const next = await run(timedImages);
    if (round === 0 || next.ms < fastest.ms) fastest = next;
  }
  await executor.dispose();
  return { best: fastest.ms / fastest.count, output: fastest.output };
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
