import { z } from 'zod';
import { engineNames } from '#contracts/provenance';

/** What a worker sends to the process that measures networks. */
export const measurementTaskSchema = z.strictObject({
  measurementId: z.uuid(),
  databaseUrl: z.string(),
  engine: z.enum(engineNames),
});
export type MeasurementTask = z.infer<typeof measurementTaskSchema>;
