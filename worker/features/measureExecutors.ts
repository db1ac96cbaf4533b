import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Recipe } from '#contracts/recipe';
import type { EngineName } from '../engine/engineName.ts';
import { tryInProcess } from '../engine/trial.ts';

export const measurementSchema = z.strictObject({
  /** Milliseconds an image. */
  onnx: z.number().positive(),
  tfjs: z.number().positive(),
  /** ‖onnx − tfjs‖ / ‖tfjs‖ of what they answered. */
  distance: z.number().nonnegative(),
});
export type ExecutorMeasurement = z.infer<typeof measurementSchema>;

const measureProcess = fileURLToPath(new URL('./measureProcess.ts', import.meta.url));

/** Times both executors on a recipe's first frozen part, in a process of its own. Throws an Error that says why that could not be done. */
export async function measureExecutors(engine: EngineName, recipe: Recipe): Promise<ExecutorMeasurement> {
  const trial = await tryInProcess(measureProcess, [engine, JSON.stringify(recipe)]);
  if (!trial.works) throw new Error(trial.why);
  return measurementSchema.parse(trial.answer);
}
