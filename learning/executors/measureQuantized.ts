import { z } from 'zod';
import { type Examples, inOrder } from '../data/examples.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import { openExecutor, type QuantizedPrefix } from './executors.ts';

/** Milliseconds an image. */
export const quantizedMeasurementSchema = z.strictObject({
  int8: z.number().positive(),
  float32: z.number().positive(),
});
export type QuantizedMeasurement = z.infer<typeof quantizedMeasurementSchema>;

const images = 4;
const rounds = 3;

/** Times a frozen prefix in int8 and on its float32 executor, in turns on the same images. The best time counts. */
export async function measureQuantized(
  float32: Pick<ExecutorChoice, 'name' | 'place'>,
  quantized: QuantizedPrefix,
  examples: Examples,
): Promise<QuantizedMeasurement> {
  const count = Math.min(images, examples.labels.length);
  const pixels = await examples.read(inOrder(count));
  const best = { int8: Number.POSITIVE_INFINITY, float32: Number.POSITIVE_INFINITY };
  const executors = {
    int8: await openExecutor({ name: 'onnx-int8' }, quantized.prefix, quantized),
    float32: await openExecutor(float32, quantized.prefix),
  };
  // Round 0 is a warm-up.
  for (let round = 0; round <= rounds; round++)
    for (const precision of ['int8', 'float32'] as const) {
      const started = performance.now();
      await executors[precision].run(pixels, count);
      if (round > 0) best[precision] = Math.min(best[precision], (performance.now() - started) / count);
    }
  await Promise.all(Object.values(executors).map((executor) => executor.dispose()));
  return best;
}
