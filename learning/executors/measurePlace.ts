import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { EngineName } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import { tryInProcess } from '../engine/trial.ts';
import type { OnnxRuntime } from '../onnx/runtime.ts';

/** Milliseconds an image, and ‖there − processor‖ / ‖processor‖ of the outputs; or why there are none. */
export const placeMeasurementSchema = z.union([
  z.strictObject({
    there: z.number().positive(),
    processor: z.number().positive(),
    distance: z.number().nonnegative(),
  }),
  z.strictObject({ why: z.string() }),
]);
export type PlaceMeasurement = z.infer<typeof placeMeasurementSchema>;

const measureProcess = fileURLToPath(new URL('./measurePlaceProcess.ts', import.meta.url));

/** Times ONNX Runtime on a GPU and on the processor on a recipe's first frozen prefix, in a child process. */
export async function measurePlace(
  engine: EngineName,
  recipe: Recipe,
  { place, software = false }: Pick<OnnxRuntime, 'place' | 'software'>,
): Promise<PlaceMeasurement> {
  const trial = await tryInProcess(measureProcess, [engine, JSON.stringify(recipe), place, software ? '2' : '']);
  return trial.works ? placeMeasurementSchema.parse(trial.answer) : { why: trial.why };
}
