import { z } from 'zod';
import { backboneNames, preprocessings } from '#contracts/backbones';
import type { Queue } from './queue.ts';

/**
 * The queue of files of weights that staff have uploaded. A worker checks each one and publishes it; the job itself
 * tells how that ended, for the week that the queue keeps it. What counts afterwards is the row of the weights.
 */
export const weightUploadsQueue = 'weight-uploads';
export const weightUploadsOptions = {
  heartbeatSeconds: 10,
  retryLimit: 2,
  retryDelay: 0,
  expireInSeconds: 3600,
} as const;

export const weightUploadSchema = z.strictObject({
  courseId: z.uuid(),
  /** Of the file, in the folder of uploads. */
  uploadId: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string(),
  backbone: z.enum(backboneNames),
  inputSize: z.int(),
  preprocessing: z.enum(preprocessings),
});
export type WeightUpload = z.infer<typeof weightUploadSchema>;

/** How the check of a file ended: the weights that it became, or why it was refused. */
const endingSchema = z.union([z.strictObject({ weightsId: z.uuid() }), z.strictObject({ failure: z.string() })]);
export type WeightUploadEnding = z.infer<typeof endingSchema>;

/** Enqueues a file; answers the job's id. */
export async function sendWeightUpload(queue: Queue, upload: WeightUpload): Promise<string> {
  const id = await queue.send(weightUploadsQueue, weightUploadSchema.parse(upload));
  if (id === null) throw new Error(`expected the queue to take the upload ${upload.uploadId}, but it created no job`);
  return id;
}

/** An uploaded file and how its check ended, which is null until then; null where there is no such job. */
export async function readWeightUpload(
  queue: Queue,
  id: string,
): Promise<{ upload: WeightUpload; ending: WeightUploadEnding | null } | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [job] = await queue.findJobs<WeightUpload>(weightUploadsQueue, { id });
  if (!job) return null;
  const upload = weightUploadSchema.parse(job.data);
  if (job.state === 'completed') return { upload, ending: endingSchema.parse(job.output) };
  const hasFailed = job.state === 'failed' || job.state === 'cancelled';
  const failure = 'Expected a worker to check the file, but none could finish; upload it again';
  return { upload, ending: hasFailed ? { failure } : null };
}
