import { join } from 'node:path';
import type { RunEnvironment } from '#contracts/environment';
import type { Recipe } from '#contracts/recipe';
import { firstFrozen } from '#contracts/stages';
import type { Engine } from '../engine/engine.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import { keptMeasurement } from './keptMeasurement.ts';
import { measureExecutors, measurementSchema } from './measureExecutors.ts';

export type ExecutorChoice = NonNullable<RunEnvironment['executor']>;

/** Where TensorFlow.js is quicker by less, a busy machine may have made the difference; ONNX Runtime takes less memory. */
const margin = 0.9;

/** As far as ONNX Runtime's answers may be from TensorFlow.js's: relative, in the L2 norm. */
const tolerance = 1e-4;

/**
 * The quicker executor for the first frozen part that a recipe has; null where no stage freezes anything. It is measured once for each
 * network, cut, input size, processor and version, and kept below the cache directory, so that a repeated run has the same one. TensorFlow.js,
 * where ONNX Runtime does not work or answers something else.
 */
export async function chooseExecutor(
  { name: engine, environment }: Engine,
  recipe: Recipe,
  cacheDirectory: string,
  { start = startOnnxRuntime, measure = measureExecutors } = {},
): Promise<ExecutorChoice | null> {
  const freeze = firstFrozen(recipe);
  if (freeze === null) return null;
  const tfjs = { name: 'tfjs', version: environment.engineVersion } as const;
  try {
    const { version } = await start();
    const { processor, platform, threads, engineVersion } = environment;
    const { backbone, inputSize } = recipe;
    const cut = typeof freeze === 'object' ? freeze.before : freeze;
    const situation = { processor, platform, threads, engineVersion, onnx: version, backbone, inputSize, cut };
    const measured = await keptMeasurement(join(cacheDirectory, 'executors'), situation, measurementSchema, () => measure(engine, recipe));
    if (measured.distance > tolerance)
      return { ...tfjs, reason: `${version} is ruled out: its answers are off by ${measured.distance.toExponential(1)}` };
    const times = `${measured.onnx.toFixed(1)} ms an image on ONNX Runtime, ${measured.tfjs.toFixed(1)} ms on TensorFlow.js`;
    return measured.onnx * margin < measured.tfjs ? { name: 'onnx', version, reason: times } : { ...tfjs, reason: times };
  } catch (error) {
    return { ...tfjs, reason: `ONNX Runtime is ruled out: ${(error as Error).message}` };
  }
}
