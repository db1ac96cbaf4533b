import type { RunEnvironment } from '#contracts/provenance';
import type { Engine } from '../engine/engine.ts';
import { isOnGpu } from '../engine/native.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';

/**
 * The executor that computed a frozen part before, in `there`, as a further run records it; null where it does not work
 * on this machine. The engine is another executor where it is another engine, or on a GPU and was not: which is quicker
 * is then to be measured.
 */
export async function sameExecutor(
  before: ExecutorChoice,
  there: RunEnvironment,
  { environment }: Engine,
  { start = startOnnxRuntime } = {},
): Promise<ExecutorChoice | null> {
  if (before.name === 'tfjs') {
    const isSame = there.engine === environment.engine && isOnGpu(there) === isOnGpu(environment);
    return isSame ? { ...before, version: environment.engineVersion } : null;
  }
  const runtime = await start().catch(() => null);
  return runtime && { ...before, version: runtime.version };
}
