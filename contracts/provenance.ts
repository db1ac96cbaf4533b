import { z } from 'zod';

/**
 * `native` is TensorFlow's C library, on an NVIDIA GPU where there is one; `webgpu` is TensorFlow.js on WebGPU, on any
 * vendor's GPU; `wasm` is TensorFlow.js's WebAssembly backend, which is always there.
 */
export const engineNames = ['native', 'webgpu', 'wasm'] as const;
export type EngineName = (typeof engineNames)[number];

/** What a worker or a command may be told to use; `auto` is the first engine that works. */
export const engineOptions = ['auto', ...engineNames] as const;
export type EngineOption = (typeof engineOptions)[number];

/**
 * What may compute the frozen prefix of a network: ONNX Runtime, or the TensorFlow.js engine that also trains. ONNX
 * Runtime also in eight bits, for recipes that say so.
 */
const executorNames = ['onnx', 'tfjs', 'onnx-int8'] as const;
export type ExecutorName = (typeof executorNames)[number];

/** Where ONNX Runtime computes, and what people call it. Absent from records that are older: the processor, or CUDA. */
export const executorPlaces = {
  processor: 'the processor',
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  directml: 'DirectML',
  coreml: 'Core ML',
} as const;
export type ExecutorPlace = keyof typeof executorPlaces;
export const executorPlaceSchema = z.enum(Object.keys(executorPlaces) as [ExecutorPlace, ...ExecutorPlace[]]);

/** How exactly the features that it answers are stored. */
export const featurePrecisions = ['float32', 'float16'] as const;
export type FeaturePrecision = (typeof featurePrecisions)[number];

/** What an engine was measured to do on a machine, once, when its worker started. */
export const engineSpeedSchema = z.strictObject({
  /**
   * Thousand millions of additions and multiplications a second in a 3×3 convolution, 64 channels to 64, of four images
   * of 56×56.
   */
  convolutionGflops: z.number().positive(),
  /** Milliseconds that the CNN's loss and gradients take for 16 images of 46×46. */
  cnnStepMs: z.number().positive(),
});
export type EngineSpeed = z.infer<typeof engineSpeedSchema>;

/** The GPU that WebGPU computes on. */
const adapterSchema = z.strictObject({
  name: z.string(),
  driver: z.string(),
  /** The processor plays it. */
  software: z.boolean(),
  /** Bytes that a tensor may have are the smaller of the first two; the others bound how a kernel is divided. */
  limits: z.strictObject({
    maxBufferSize: z.number(),
    maxStorageBufferBindingSize: z.number(),
    maxComputeWorkgroupStorageSize: z.number(),
    maxComputeInvocationsPerWorkgroup: z.number(),
    maxComputeWorkgroupSizeX: z.number(),
    maxComputeWorkgroupsPerDimension: z.number(),
  }),
});
export type Adapter = z.infer<typeof adapterSchema>;

const shape = {
  engine: z.string(),
  /** Versions of TensorFlow.js and, where there is one, of the native library under it, and how that is set. */
  engineVersion: z.string(),
  node: z.string(),
  platform: z.string(),
  processor: z.string(),
  threads: z.int().positive(),
  /** Of the engine `webgpu`. */
  adapter: adapterSchema.optional(),
  /**
   * Why a worker chose this engine, which it ruled out, and how fast it is. Older records and the command line have
   * neither.
   */
  engineReason: z.string().optional(),
  speed: engineSpeedSchema.optional(),
  /** Of a run with a frozen prefix: what computes it, in which version, and why that. */
  executor: z
    .strictObject({
      name: z.enum(executorNames),
      /** Of ONNX Runtime. */
      place: executorPlaceSchema.optional(),
      version: z.string(),
      reason: z.string(),
    })
    .optional(),
  /** And how exactly what it answered is stored. */
  featurePrecision: z.enum(featurePrecisions).optional(),
};

/**
 * What a run's numbers, and the time it takes, depend on besides its recipe: recorded with every run and every worker.
 */
export const provenanceSchema = z.strictObject({
  ...shape,
  /** Of a run that lost its worker and went on elsewhere: what its epochs up to `lastEpoch` were computed on. */
  earlier: z.array(z.strictObject({ ...shape, lastEpoch: z.int().positive() })).optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;
