import { join } from 'node:path';
import type { EngineName, Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { Engine } from '../engine/engine.ts';
import { type OnnxRuntime, startOnnxRuntime } from '../onnx/runtime.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { keptMeasurement } from './keptMeasurement.ts';
import { type ExecutorMeasurement, measureExecutors, measurementSchema } from './measureExecutors.ts';

export type ExecutorChoice = NonNullable<Provenance['executor']>;

/**
 * Where TensorFlow.js is quicker by less, a busy machine may have made the difference; ONNX Runtime takes less memory.
 */
const margin = 0.9;

/**
 * As far as ONNX Runtime's answers may be from TensorFlow.js's: relative, in the L2 norm. On GPUs from Ampere on both
 * multiply in TF32 unless they are told not to, which has ten bits after the point and so is off by up to 5e-4 in each
 * product, and by more after many layers.
 */
const tolerance = { processor: 1e-4, gpu: 5e-3 };

interface Means {
  start(): Promise<Pick<OnnxRuntime, 'version' | 'onGpu' | 'whyNotOnGpu'>>;
  measure(engine: EngineName, recipe: Recipe): Promise<ExecutorMeasurement>;
}

/**
 * The quicker executor for the first frozen part that a recipe has; null where no stage has one. It is measured once
 * for each network, cut, input size, processor and version, and kept below the cache directory, so that a repeated run
 * has the same one. TensorFlow.js, where ONNX Runtime does not work or answers something else.
 */
export async function chooseExecutor(
  { name: engine, provenance }: Engine,
  recipe: Recipe,
  cacheDirectory: string,
  { start = startOnnxRuntime, measure = measureExecutors }: Partial<Means> = {},
): Promise<ExecutorChoice | null> {
  const freeze = firstCut(recipe);
  if (freeze === null) return null;
  const tfjs = { name: 'tfjs', version: provenance.engineVersion } as const;
  try {
    const { version, onGpu, whyNotOnGpu } = await start();
    const reasonOf = (why: string) =>
      whyNotOnGpu === undefined ? why : `${why}; ONNX Runtime is not on the GPU: ${whyNotOnGpu}`;
    const { processor, platform, threads, engineVersion } = provenance;
    const { backbone, inputSize } = recipe;
    const cut = typeof freeze === 'object' ? freeze.before : freeze;
    const situation = { processor, platform, threads, engineVersion, onnx: version, backbone, inputSize, cut };
    const measured = await keptMeasurement(join(cacheDirectory, 'executors'), situation, measurementSchema, () =>
      measure(engine, recipe),
    );
    const onOnnx = `${measured.onnx.toFixed(1)} ms an image on ONNX Runtime`;
    if (!('tfjs' in measured))
      return { name: 'onnx', version, reason: reasonOf(`${onOnnx}, no answer of TensorFlow.js in time`) };
    if (measured.distance > tolerance[onGpu ? 'gpu' : 'processor'])
      return {
        ...tfjs,
        reason: reasonOf(`${version} is ruled out: its answers are off by ${measured.distance.toExponential(1)}`),
      };
    const reason = reasonOf(`${onOnnx}, ${measured.tfjs.toFixed(1)} ms on TensorFlow.js`);
    return measured.onnx * margin < measured.tfjs ? { name: 'onnx', version, reason } : { ...tfjs, reason };
  } catch (error) {
    return { ...tfjs, reason: `${onnxRuledOut}: ${(error as Error).message}` };
  }
}

const onnxRuledOut = 'ONNX Runtime is ruled out';

/** Whether nothing was measured, since ONNX Runtime crashed or did not work just then. */
export function isForced({ reason }: ExecutorChoice): boolean {
  return reason.startsWith(onnxRuledOut);
}
