import type { Engine } from '../engine/engine.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';

/** The executor that computed a frozen part before, as a further run records it; null where it does not work on this machine. */
export async function sameExecutor(
  before: ExecutorChoice,
  { environment }: Engine,
  { start = startOnnxRuntime } = {},
): Promise<ExecutorChoice | null> {
  if (before.name === 'tfjs') return { ...before, version: environment.engineVersion };
  const runtime = await start().catch(() => null);
  return runtime && { ...before, version: runtime.version };
}
