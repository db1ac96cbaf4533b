import { z } from 'zod';
import { weightUploadSchema } from '#prisma/weightUploads';

/** What a worker sends to the process that checks one file. */
export const checkTaskSchema = z.strictObject({
  file: z.string(),
  upload: weightUploadSchema,
  directories: z.object({ objects: z.string(), cache: z.string() }),
});
export type CheckTask = z.infer<typeof checkTaskSchema>;

/** What that process answers: the address of the weights in the object store, or why the file was refused. */
export const checkAnswerSchema = z.union([
  z.strictObject({ address: z.string() }),
  z.strictObject({ failure: z.string() }),
]);
export type CheckAnswer = z.infer<typeof checkAnswerSchema>;
