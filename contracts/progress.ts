import { z } from 'zod';
import { runPhases } from './runPhases.ts';

/**
 * What a worker does just now: `done` of `total` images (IMAGES, FEATURES, EVALUATION), bytes (WEIGHTS) or steps
 * (TRAINING, over all epochs).
 */
export const runProgressSchema = z.strictObject({
  phase: z.enum(runPhases),
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  /** Seconds until the run ends, from the speed measured so far; null before anything was measured. */
  etaSeconds: z.number().nonnegative().nullable(),
});
export type RunProgressState = z.infer<typeof runProgressSchema>;
