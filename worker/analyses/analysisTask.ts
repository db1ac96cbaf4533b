import { z } from 'zod';
import { engineNames, engineSpeedSchema } from '#contracts/provenance';
import { analysisJobSchema } from '#prisma/queue';
import { childSettingsSchema, onnxRuledOutSchema } from '../child/messages.ts';

/** What a worker sends to the process that looks into one trained network. */
export const analysisTaskSchema = childSettingsSchema.extend({
  job: analysisJobSchema,
  engine: z.strictObject({
    name: z.enum(engineNames),
    reason: z.string(),
    speed: engineSpeedSchema.optional(),
    onnxRuledOut: onnxRuledOutSchema.optional(),
  }),
});
export type AnalysisTask = z.infer<typeof analysisTaskSchema>;
