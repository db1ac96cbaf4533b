import { z } from 'zod';
import { runProgressSchema } from '#contracts/progress';
import { engineNames, engineSpeedSchema, featurePrecisions } from '#contracts/provenance';
import { failureCodes } from '#contracts/runFailure';

/** What the worker sends to the child process that trains one run. */
export const orderSchema = z.strictObject({
  claim: z.strictObject({ runId: z.uuid(), attempt: z.int().positive() }),
  /** With what a run's record says of the choice. */
  engine: z.strictObject({
    name: z.enum(engineNames),
    reason: z.string(),
    speed: engineSpeedSchema.optional(),
    /** Why ONNX Runtime is not to compute frozen parts. */
    onnxRuledOut: z.string().optional(),
  }),
  databaseUrl: z.string(),
  directories: z.object({ objects: z.string(), sealed: z.string(), cache: z.string() }),
  kerasWeightsUrl: z.string(),
  featureStore: z.strictObject({
    directory: z.string(),
    limit: z.number().positive(),
    precision: z.enum(featurePrecisions),
  }),
});
export type Order = z.infer<typeof orderSchema>;

/**
 * What the child sends back: progress, notices and whether ONNX Runtime is at work any number of times, then how it
 * ended. Notices and `detail` are for the log.
 */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), state: runProgressSchema }),
  z.strictObject({ kind: z.literal('notice'), message: z.string() }),
  z.strictObject({ kind: z.literal('onnx'), isAtWork: z.boolean() }),
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('lost') }),
  z.strictObject({ kind: z.literal('failed'), code: z.enum(failureCodes), message: z.string(), detail: z.string() }),
]);
export type Answer = z.infer<typeof answerSchema>;
