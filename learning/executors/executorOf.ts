import type * as tf from '@tensorflow/tfjs';
import type { ExecutorPlace, Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { Images } from '../data/examples.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnGpu } from '../engine/native.ts';
import { type OnnxRuntime, startOnnxRuntime } from '../onnx/runtime.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import { choosePrecision, type PrecisionChoice, samePrecision } from './choosePrecision.ts';

interface FrozenPrefix {
  recipe: Recipe;
  /** Null if only a later stage freezes layers. */
  prefix: tf.LayersModel | null;
  /** The training images without augmentation. */
  images: Images;
  /** The executor that was measured to be faster. */
  measured: ExecutorChoice;
  cacheDirectory: string;
  /** The provenance of the run that continues, or of an earlier run of the same recipe. */
  before: Provenance | undefined;
}

/** The executor of a recipe's frozen prefix: the one that computed it before if it works here, or the faster one. */
export async function executorOf(
  engine: Engine,
  { recipe, prefix, images, measured, cacheDirectory, before }: FrozenPrefix,
): Promise<PrecisionChoice> {
  const executor = before?.executor;
  if (executor?.name === 'onnx-int8') {
    const same = prefix && (await samePrecision(executor, prefix, images, cacheDirectory));
    if (same) return same;
  } else if (before && executor) {
    const same = await sameExecutor(executor, before, engine);
    if (same) return { executor: same };
  }
  return choosePrecision(engine, recipe, prefix, images, measured, cacheDirectory);
}

/**
 * The executor of an earlier run, with its version on this machine; null if it does not work here. `there` is the
 * provenance of the earlier run. TensorFlow.js is a different executor if the engine differs, or if only one of the two
 * runs uses a GPU: then the fastest executor is chosen again. So it is if ONNX Runtime was on a GPU and is not here.
 */
export async function sameExecutor(
  before: ExecutorChoice,
  there: Provenance,
  { provenance }: Engine,
  { start = startOnnxRuntime }: { start?(place: ExecutorPlace): Promise<Pick<OnnxRuntime, 'version'>> } = {},
): Promise<ExecutorChoice | null> {
  if (before.name === 'tfjs') {
    const isSame = there.engine === provenance.engine && isOnGpu(there) === isOnGpu(provenance);
    return isSame ? { ...before, version: provenance.engineVersion } : null;
  }
  const place = placeOf(before);
  const runtime = await start(place).catch(() => null);
  return runtime && { ...before, place, version: runtime.version };
}

/** Older records name no place: the processor, or CUDA. */
function placeOf({ place, version }: ExecutorChoice): ExecutorPlace {
  return place ?? (version.endsWith(' on a GPU') ? 'cuda' : 'processor');
}
