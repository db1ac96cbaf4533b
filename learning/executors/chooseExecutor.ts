import { join } from 'node:path';
import type { EngineName, Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { Engine } from '../engine/engine.ts';
import { type OnnxRuntime, startOnnxRuntime } from '../onnx/runtime.ts';
import { firstCut } from '../recipe/firstCut.ts';
import { type ExecutorMeasurement, measureExecutors, measurementSchema } from './measureExecutors.ts';
import { measureOnce } from './measureOnce.ts';

export type ExecutorChoice = NonNullable<Provenance['executor']>;

/**
 * TensorFlow.js is chosen if it takes less than this share of ONNX Runtime's time. A smaller difference may be noise,
 * and ONNX Runtime takes less memory.
 */
const margin = 0.9;

/**
 * The largest accepted distance between the outputs of ONNX Runtime and TensorFlow.js, relative, in the L2 norm. On
 * GPUs since Ampere both multiply in TF32 by default. With its ten fraction bits a product is off by up to 5e-4, and
 * the output of many layers by more.
 */
const tolerance = { processor: 1e-4, gpu: 5e-3 };

interface Parts {
  start(): Promise<Pick<OnnxRuntime, 'version' | 'onGpu' | 'whyNotOnGpu'>>;
  measure(engine: EngineName, recipe: Recipe): Promise<ExecutorMeasurement>;
}

/**
 * Chooses the faster executor for the first frozen prefix of a recipe; null if no stage has a prefix. The times are
 * measured once for each network, cut, input size, processor and version, and stored below the cache directory, so that
 * a repeated run gets the same executor. It is TensorFlow.js if ONNX Runtime does not work or its outputs differ.
 */
export async function chooseExecutor(
  { name: engine, provenance }: Engine,
  recipe: Recipe,
  cacheDirectory: string,
  { start = startOnnxRuntime, measure = measureExecutors }: Partial<Parts> = {},
): Promise<ExecutorChoice | null> {
  const freeze = firstCut(recipe);
  if (freeze === null) return null;
  const tfjs = { name: 'tfjs', version: provenance.engineVersion } as const;
  try {
    const { version, onGpu, whyNotOnGpu } = await start();
    const reasonOf = (why: string) =>
      whyNotOnGpu === undefined ? why : `${why}; ONNX Runtime is not on the GPU: ${whyNotOnGpu}`;
    const { processor, platform, threads, engineVersion, adapter } = provenance;
    // It would take minutes to measure.
    if (adapter?.software)
      return { name: 'onnx', version, reason: reasonOf('TensorFlow.js is on a GPU that the processor plays') };
    const { backbone, inputSize } = recipe;
    const cut = typeof freeze === 'object' ? freeze.before : freeze;
    const situation = { processor, platform, threads, engineVersion, onnx: version, backbone, inputSize, cut };
    const measured = await measureOnce(join(cacheDirectory, 'executors'), situation, measurementSchema, () =>
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

/** True if nothing was measured, because ONNX Runtime crashed or did not work. */
export function isForced({ reason }: ExecutorChoice): boolean {
  return reason.startsWith(onnxRuledOut);
}
