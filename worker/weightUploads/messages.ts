import { z } from 'zod';
import { weightUploadSchema } from '#prisma/weightUploads';

/** What a worker sends to the process that checks one file. */
export const checkTaskSchema = z.strictObject({
  file: z.string(),
  upload: weightUploadSchema,
  directories: z.object({ objects: z.string(), cache: z.string() }),
});
export type CheckTask = z.infer<typeof checkTaskSchema>;

/** The address of the weights in the object store, and their size. */
const publishedSchema = z.strictObject({ address: z.string(), bytes: z.int() });
export type Published = z.infer<typeof publishedSchema>;

/** What that process answers: what became of the file, why it was refused, or that a disk is full. */
export const checkAnswerSchema = z.union([
  publishedSchema,
  z.strictObject({ failure: z.string() }),
  z.strictObject({ isDiskFull: z.literal(true) }),
]);
export type CheckAnswer = z.infer<typeof checkAnswerSchema>;
