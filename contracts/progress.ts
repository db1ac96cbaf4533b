import { z } from 'zod';

/** What a worker does for a run. */
export const runPhases = ['WEIGHTS', 'IMAGES', 'FEATURES', 'TRAINING', 'EVALUATION'] as const;
export type RunPhase = (typeof runPhases)[number];

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
