import { z } from 'zod';

/** What may compute the frozen part of a network: ONNX Runtime, or the TensorFlow.js engine that also trains. */
export const float32Executors = ['onnx', 'tfjs'] as const;
/** ONNX Runtime also in eight bits, for recipes that say so. */
const executorNames = [...float32Executors, 'onnx-int8'] as const;
export type ExecutorName = (typeof executorNames)[number];

/** What a run's numbers depend on besides its recipe: recorded with every run and every worker. */
export const runEnvironmentSchema = z.strictObject({
  engine: z.string(),
  /** Versions of TensorFlow.js and, where there is one, of the native library under it. */
  engineVersion: z.string(),
  node: z.string(),
  platform: z.string(),
  processor: z.string(),
  threads: z.int().positive(),
  /** Of a run that begins with a frozen part: what computes it, in which version, and why that. */
  executor: z.strictObject({ name: z.enum(executorNames), version: z.string(), reason: z.string() }).optional(),
});
export type RunEnvironment = z.infer<typeof runEnvironmentSchema>;
