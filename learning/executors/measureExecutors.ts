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
  /** ‖onnx − tfjs‖ / ‖tfjs‖ of what they answered. */
  distance: z.number().nonnegative(),
});
/** Of ONNX Runtime alone where TensorFlow.js did not answer in time. */
export const measurementSchema = z.union([bothSchema, onnxAloneSchema]);
export type OnnxMeasurement = z.infer<typeof onnxAloneSchema>;
export type ExecutorMeasurement = z.infer<typeof measurementSchema>;

const measureProcess = fileURLToPath(new URL('./measureProcess.ts', import.meta.url));

/**
 * Times both executors on a recipe's first frozen part, in a process of its own. Throws an Error that says why that
 * could not be done.
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
