import { z } from 'zod';

/** What a worker sends to the process that writes one export. */
export const exportTaskSchema = z.strictObject({
  exportId: z.uuid(),
  databaseUrl: z.string(),
  directories: z.object({ objects: z.string(), cache: z.string() }),
  kerasWeightsUrl: z.string(),
});
export type ExportTask = z.input<typeof exportTaskSchema>;
