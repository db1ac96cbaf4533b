import { join } from 'node:path';
import type { z } from 'zod';
import { type EngineName, type ExecutorPlace, executorPlaces, type Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { Engine } from '../engine/engine.ts';
import { isOnGpu } from '../engine/native.ts';
import { type OnnxRuntime, placesRuledOut, startOnnxRuntime } from '../onnx/runtime.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { type GpuPlaces, type GpuRuntime, gpuPlaces } from './gpuPlaces.ts';
import { type ExecutorMeasurement, measureExecutors, measurementSchema } from './measureExecutors.ts';
import { measureOnce } from './measureOnce.ts';
import { measurePlace, type PlaceMeasurement, placeMeasurementSchema } from './measurePlace.ts';

export type ExecutorChoice = NonNullable<Provenance['executor']>;

/**
 * Another executor than ONNX Runtime on the processor is chosen if it takes less than this share of the time. A smaller
 * difference may be noise, and ONNX Runtime on the processor takes the least memory.
 */
const margin = 0.9;

/** Sums in another order leave up to 2e-6 in float32, as measured on all networks; vendors' compilers differ more. */
const float32 = 1e-4;
/**
 * CUDA multiplies in TF32 by default since Ampere, and Core ML may compute in float16. Both have ten fraction bits, so
 * that a product is off by up to 5e-4, and the output of many layers by more.
 */
const tenBits = 5e-3;

/**
 * The largest accepted distance between the outputs of an executor and those of ONNX Runtime on the processor,
 * relative, in the L2 norm.
 */
export const tolerances: Record<ExecutorPlace, number> = {
  processor: float32,
  cuda: tenBits,
  webgpu: float32,
  directml: float32,
  coreml: tenBits,
};

interface Parts {
  start(): Promise<Pick<OnnxRuntime, 'version'>>;
  places(): Promise<GpuPlaces>;
  measure(engine: EngineName, recipe: Recipe): Promise<ExecutorMeasurement>;
  measureOn(engine: EngineName, recipe: Recipe, runtime: GpuRuntime): Promise<PlaceMeasurement>;
}

/**
 * Chooses the fastest executor for the first frozen prefix of a recipe: ONNX Runtime on the processor or on a GPU, or
 * the engine; null if no stage has a prefix. The times are measured once for each network, cut, input size, processor,
 * GPU and version, and stored below the cache directory, so that a repeated run gets the same executor. It is
 * TensorFlow.js if ONNX Runtime does not work or its outputs differ.
 */
export async function chooseExecutor(
  { name: engine, provenance }: Engine,
  recipe: Recipe,
  cacheDirectory: string,
  {
    start = startOnnxRuntime,
    places = gpuPlaces,
    measure = measureExecutors,
    measureOn = measurePlace,
  }: Partial<Parts> = {},
): Promise<ExecutorChoice | null> {
  const freeze = firstCut(recipe);
  if (freeze === null) return null;
  const tfjs = { name: 'tfjs', version: provenance.engineVersion } as const;
  try {
    const onnx = { name: 'onnx', place: 'processor', version: (await start()).version } as const;
    const { works, whyNot } = await places();
    const { processor, platform, threads, engineVersion, adapter } = provenance;
    const { backbone, inputSize } = recipe;
    const cut = typeof freeze === 'object' ? freeze.before : freeze;
    const situation = { processor, platform, threads, engineVersion, onnx: onnx.version, backbone, inputSize, cut };
    const once = <T>(more: Record<string, string>, schema: z.ZodType<T>, compute: () => Promise<T>) =>
      measureOnce(join(cacheDirectory, 'executors'), { ...situation, ...more }, schema, compute);

    // On a GPU that the processor plays it would take minutes.
    const engineIsMeasured = !adapter?.software;
    const measured = engineIsMeasured && (await once({}, measurementSchema, () => measure(engine, recipe)));
    const onEngine = measured && bothTimes(measured);
    if (onEngine && onEngine.distance > toleranceBeside(provenance))
      return { ...tfjs, reason: `${onnx.version} is ruled out: ${offBy(onEngine)}` };
    const times = measured ? [`${milliseconds(measured.onnx)} an image on ONNX Runtime`] : [];
    let best: { ms?: number; choice: Omit<ExecutorChoice, 'reason'> } = measured
      ? { ms: measured.onnx, choice: onnx }
      : { choice: onnx };

    for (const runtime of works) {
      const { place, version } = runtime;
      const label = executorPlaces[place];
      const found = await once({ place: version }, placeMeasurementSchema, () => measureOn(engine, recipe, runtime));
      const why = 'why' in found ? found.why : found.distance > tolerances[place] ? offBy(found) : undefined;
      if (why !== undefined) whyNot.push(`not on ${label}: ${why}`);
      if ('why' in found || why !== undefined) continue;
      if (best.ms === undefined) times.push(`${milliseconds(found.processor)} an image on ONNX Runtime`);
      times.push(`${milliseconds(found.there)} on ${label}`);
      best.ms ??= found.processor;
      if (found.there < margin * best.ms) best = { ms: found.there, choice: { name: 'onnx', place, version } };
    }

    if (onEngine) {
      times.push(`${milliseconds(onEngine.tfjs)} on TensorFlow.js`);
      if (onEngine.tfjs < margin * best.ms!) best = { choice: tfjs };
    } else times.push(engineIsMeasured ? 'no answer of TensorFlow.js in time' : playedByProcessor);
    const crashed = [...placesRuledOut()].map(([place, why]) => `${ruledOut(place)}: ${why}`);
    return { ...best.choice, reason: [...crashed, times.join(', '), ...whyNot].join('; ') };
  } catch (error) {
    return { ...tfjs, reason: `${ruledOut('processor')}: ${(error as Error).message}` };
  }
}

const playedByProcessor = 'TensorFlow.js is on a GPU that the processor plays';

/** null if TensorFlow.js did not finish in time. */
function bothTimes(measured: ExecutorMeasurement) {
  return 'tfjs' in measured ? measured : null;
}

function offBy({ distance }: { distance: number }): string {
  return `its answers are off by ${distance.toExponential(1)}`;
}

/** A GPU of NVIDIA's multiplies in TF32 on the native engine, too. */
function toleranceBeside(provenance: Provenance): number {
  return provenance.engine === 'native' && isOnGpu(provenance) ? tenBits : float32;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function ruledOut(place: ExecutorPlace): string {
  return place === 'processor' ? 'ONNX Runtime is ruled out' : `ONNX Runtime on ${executorPlaces[place]} is ruled out`;
}

/** True if ONNX Runtime crashed or did not work, so that the choice was smaller than elsewhere. */
export function isForced({ reason }: ExecutorChoice): boolean {
  return /^ONNX Runtime (on .+ )?is ruled out/.test(reason);
}
