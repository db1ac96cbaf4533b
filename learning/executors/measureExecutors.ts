import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { EngineName } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import { tryInProcess } from '../engine/trial.ts';

const onnxAloneSchema = z.strictObject({
  /** Milliseconds an image. */
  onnx: z.number().positive(),
});
const bothSchema = onnxAloneSchema.extend({
  tfjs: z.number().positive(),
  /** ‖onnx − tfjs‖ / ‖tfjs‖ of their outputs. */
  distance: z.number().nonnegative(),
});
/** If TensorFlow.js did not finish in time, only ONNX Runtime's time. */
export const measurementSchema = z.union([bothSchema, onnxAloneSchema]);
export type OnnxMeasurement = z.infer<typeof onnxAloneSchema>;
export type ExecutorMeasurement = z.infer<typeof measurementSchema>;

const measureProcess = fileURLToPath(new URL('./measureProcess.ts', import.meta.url));

/**
 * Times both executors on a recipe's first frozen prefix, in a child process. Throws an Error with the reason if that
 * fails.
 */
export async function measureExecutors(
  engine: EngineName,
  recipe: Recipe,
  { attempt = tryInProcess } = {},
): Promise<ExecutorMeasurement> {
  const trial = await attempt(measureProcess, [engine, JSON.stringify(recipe)]);
  if (trial.works) return bothSchema.parse(trial.answer);
  const inTime = onnxAloneSchema.safeParse(trial.answer).data;
  if (!inTime) throw new Error(trial.why);
  return inTime;
}
