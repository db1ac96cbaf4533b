import { z } from 'zod';

/** The one message that a worker sends to the child process: the import to do. */
export const importTaskSchema = z.strictObject({
  claim: z.strictObject({ importId: z.uuid(), attempt: z.int().positive() }),
  databaseUrl: z.string(),
  directories: z.object({ objects: z.string(), sealed: z.string(), uploads: z.string() }),
  /** What staff may choose folders from; null where the site has none. */
  datasetFolder: z.string().nullable(),
  limits: z.strictObject({
    archiveBytes: z.number(),
    entries: z.number(),
    unpackedBytes: z.number(),
    fileBytes: z.number(),
    ratio: z.number(),
    pixels: z.number(),
  }),
});
export type ImportTask = z.infer<typeof importTaskSchema>;

/** What the child process answers. `detail` is for the log. */
export const importResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('lost') }),
  z.strictObject({ kind: z.literal('full') }),
  /** A store does nothing for this worker: the import begins again elsewhere or later. */
  z.strictObject({ kind: z.literal('waits'), detail: z.string() }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
export type ImportResult = z.infer<typeof importResultSchema>;
