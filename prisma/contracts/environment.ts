import { z } from 'zod';

/** What a run's numbers depend on besides its recipe: recorded with every run and every worker. */
export const runEnvironmentSchema = z.strictObject({
  engine: z.string(),
  /** Versions of TensorFlow.js and, where there is one, of the native library under it. */
  engineVersion: z.string(),
  node: z.string(),
  platform: z.string(),
  processor: z.string(),
  threads: z.int().positive(),
});
export type RunEnvironment = z.infer<typeof runEnvironmentSchema>;
