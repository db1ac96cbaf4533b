import { z } from 'zod';
import { runProgressSchema } from '#contracts/progress';
import { engineNames, engineSpeedSchema, executorPlaceSchema, featurePrecisions } from '#contracts/provenance';
import { failureCodes } from '#contracts/runFailure';

/** What a child process needs besides its run and engine; the same for all runs of a worker. */
export const childSettingsSchema = z.strictObject({
  databaseUrl: z.string(),
  directories: z.object({ objects: z.string(), sealed: z.string(), cache: z.string() }),
  kerasWeightsUrl: z.string(),
  /** Where traces go; there are none when left out. */
  traces: z.string().optional(),
  featureStore: z.strictObject({
    directory: z.string(),
    limit: z.number().positive(),
    precision: z.enum(featurePrecisions),
  }),
});
export type ChildSettings = z.infer<typeof childSettingsSchema>;

/** Why ONNX Runtime may not compute the frozen prefix, by the place where it may not. */
export const onnxRuledOutSchema = z.partialRecord(executorPlaceSchema, z.string());

/** The message that a worker sends to a child process: a run to train. */
export const childTaskSchema = childSettingsSchema.extend({
  claim: z.strictObject({ runId: z.uuid(), attempt: z.int().positive() }),
  /** `reason` and `speed` go into the run's provenance. */
  engine: z.strictObject({
    name: z.enum(engineNames),
    reason: z.string(),
    speed: engineSpeedSchema.optional(),
    onnxRuledOut: onnxRuledOutSchema.optional(),
  }),
});
export type ChildTask = z.infer<typeof childTaskSchema>;

/** What a worker may send before the task: connect, and start the engine unless it is null, and wait. */
export const warmUpSchema = z.strictObject({
  warmUp: z.strictObject({ databaseUrl: z.string(), engine: z.enum(engineNames).nullable() }),
});
export type WarmUp = z.infer<typeof warmUpSchema>;

/**
 * What a child process sends to its worker: `begun` when it has its task, any number of `progress`, `notice` and `onnx`
 * messages, then one of the others as the result of the run. `notice` and `detail` are for the log.
 */
export const childMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begun') }),
  z.strictObject({ kind: z.literal('progress'), state: runProgressSchema }),
  z.strictObject({ kind: z.literal('notice'), message: z.string() }),
  /** Where ONNX Runtime is computing now; null where it is not. */
  z.strictObject({ kind: z.literal('onnx'), place: executorPlaceSchema.nullable() }),
  /** `rests`: how many bytes of memory it holds, where it waits for another run; without it, it ends. */
  z.strictObject({ kind: z.literal('done'), rests: z.int().positive().optional() }),
  z.strictObject({ kind: z.literal('lost') }),
  /** The store does nothing for this worker: the run goes on elsewhere or later. */
  z.strictObject({ kind: z.literal('waits'), message: z.string() }),
  /**
   * The engine can no longer compute, such as without its GPU, or ONNX Runtime on `place`: the run may go on elsewhere.
   */
  z.strictObject({ kind: z.literal('engineFailed'), why: z.string(), place: executorPlaceSchema.optional() }),
  z.strictObject({ kind: z.literal('failed'), code: z.enum(failureCodes), message: z.string(), detail: z.string() }),
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
