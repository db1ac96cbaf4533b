import { z } from 'zod';

const partState = z.enum(['up', 'down', 'unknown']);
export type PartState = z.infer<typeof partState>;

/**
 * What `/health/ready` answers: on the API without `site`, on the site with it. A part is `unknown` when the part that
 * would say so is down.
 */
export const systemHealthSchema = z.object({
  /** `degraded`: pages answer, and runs wait for a worker. */
  status: z.enum(['ready', 'degraded', 'unavailable']),
  parts: z.object({ site: partState.optional(), api: partState, database: partState, worker: partState }),
});
export type SystemHealth = z.infer<typeof systemHealthSchema>;
