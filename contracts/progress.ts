import { z } from 'zod';

/**
 * The PostgreSQL channel on which a change of a run is announced to every server: `NOTIFY run_progress, '{"runId":
 * …}'`.
 */
export const progressChannel = 'run_progress';

/** What is announced. `epoch` is there when an Epoch row was written; everything else is read from the run's row. */
export const progressNoticeSchema = z.strictObject({ runId: z.uuid(), epoch: z.int().positive().optional() });
export type ProgressNotice = z.infer<typeof progressNoticeSchema>;

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
