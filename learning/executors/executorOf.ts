import type * as tf from '@tensorflow/tfjs';
import type { Provenance } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import type { Images } from '../data/examples.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnGpu } from '../engine/native.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import { choosePrecision, type PrecisionChoice, samePrecision } from './choosePrecision.ts';

interface FrozenPrefix {
  recipe: Recipe;
  /** Null where only a later stage freezes layers. */
  prefix: tf.LayersModel | null;
  /** The training images without augmentation. */
  images: Images;
  /** The executor that was measured to be quicker. */
  measured: ExecutorChoice;
  cacheDirectory: string;
  /** What computed the prefix before: of a run that continues, or of an earlier run of the same recipe. */
  before: Provenance | undefined;
}

/**
 * What computes a recipe's frozen prefix: the executor that computed it before, where it works here too; else the one
 * that was measured to be quicker.
 */
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
 * The executor that computed a frozen prefix in `there`, as a further run records it. Null where it does not work on
 * this machine. TensorFlow.js counts as another executor where the engine is another one, or where it runs on a GPU and
 * did not before: then the quicker one is measured.
 */
export async function sameExecutor(
  before: ExecutorChoice,
  there: Provenance,
  { provenance }: Engine,
  { start = startOnnxRuntime } = {},
): Promise<ExecutorChoice | null> {
  if (before.name === 'tfjs') {
    const isSame = there.engine === provenance.engine && isOnGpu(there) === isOnGpu(provenance);
    return isSame ? { ...before, version: provenance.engineVersion } : null;
  }
  const runtime = await start().catch(() => null);
  return runtime && { ...before, version: runtime.version };
}
