import { availableParallelism } from 'node:os';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ExecutorPlace } from '#contracts/provenance';
import { byteSumsSaturate } from './byteSums.ts';
import { type ProbedPlace, probePlace } from './probePlace.ts';

export interface OnnxLoader {
  /** Loads a model. ONNX Runtime copies it. The caller releases the session. */
  load(model: Uint8Array): Promise<InferenceSession>;
  Tensor: typeof Tensor;
}

export interface OnnxRuntime extends OnnxLoader {
  place: ExecutorPlace;
  /** Its version and settings: outputs and speed depend on them, and on the processor. */
  version: string;
  /** Of a GPU: how many bytes a tensor may have. */
  largestTensor?: number | undefined;
  /** Of WebGPU: the processor plays the GPU. */
  software?: boolean | undefined;
}

const started = new Map<ExecutorPlace, Promise<OnnxRuntime>>();
const ruledOut = new Map<ExecutorPlace, string>();

/**
 * Starts ONNX Runtime for this process: on the processor, or on a GPU if a process of its own finds that it works
 * there. Throws if its library does not load, if there is no such GPU, or if it was ruled out.
 */
export function startOnnxRuntime(place: ExecutorPlace = 'processor'): Promise<OnnxRuntime> {
  const already = started.get(place);
  if (already) return already;
  const starting = place === 'processor' ? whileOnnxWorks(startOnProcessor) : startOnGpu(place);
  // The callers handle the rejection.
  starting.catch(() => {});
  started.set(place, starting);
  return starting;
}

/**
 * Keeps ONNX Runtime from starting on places in this process: `startOnnxRuntime` throws what `why` says of each.
 * Without the processor it starts nowhere, because what a GPU answers is held against the processor's answers.
 */
export function ruleOutOnnxRuntime(why: Partial<Record<ExecutorPlace, string>>): void {
  for (const [place, reason] of Object.entries(why) as [ExecutorPlace, string][]) {
    ruledOut.set(place, reason);
    const never = Promise.reject(new Error(reason));
    never.catch(() => {});
    started.set(place, never);
  }
}

/** Where it was ruled out, and why. */
export function placesRuledOut(): ReadonlyMap<ExecutorPlace, string> {
  return ruledOut;
}

/** How much unfinished work there is, by place; the place where work began last is the last one. */
const unfinished = new Map<ExecutorPlace, number>();
let told: ExecutorPlace | null = null;
let onWork: (place: ExecutorPlace | null) => void = () => {};

/**
 * Calls `listener` with the place where ONNX Runtime works for this process, and with null when it has finished, so
 * that a crash in between can be attributed to it.
 */
export function watchOnnxRuntime(listener: (place: ExecutorPlace | null) => void): void {
  onWork = listener;
}

/** Wraps all work of ONNX Runtime for this process, also work in other threads, for `watchOnnxRuntime`. */
export async function whileOnnxWorks<Result>(
  work: () => Promise<Result>,
  place: ExecutorPlace = 'processor',
): Promise<Result> {
  unfinished.set(place, (unfinished.get(place) ?? 0) + 1);
  tellPlace();
  try {
    return await work();
  } finally {
    const left = unfinished.get(place)! - 1;
    if (left > 0) unfinished.set(place, left);
    else unfinished.delete(place);
    tellPlace();
  }
}

function tellPlace(): void {
  const now = [...unfinished.keys()].at(-1) ?? null;
  if (now === told) return;
  told = now;
  onWork(now);
}

async function startOnProcessor(): Promise<OnnxRuntime> {
  const threads = availableParallelism();
  const { env } = await import('onnxruntime-node');
  const fast = await loaderOn('processor');
  const version = `ONNX Runtime ${env.versions.node} on the CPU, threads: ${threads}, Winograd convolutions`;
  // The precise multiplication of bytes is exact on every processor, but takes nearly three times as long on those
  // where the fast one is exact too.
  const loader = (await byteSumsSaturate(fast)) ? await loaderOn('processor', { x64quantprecision: '1' }) : fast;
  return { place: 'processor', version, ...loader };
}

async function startOnGpu(place: ExecutorPlace): Promise<OnnxRuntime> {
  await startOnnxRuntime();
  const probed: ProbedPlace = await probePlace(place);
  return { place, ...probed, ...(await loaderOn(place)) };
}

/** ONNX Runtime's names for the places. What a provider cannot compute, the processor does. */
const providers: Record<ExecutorPlace, string> = {
  processor: 'cpu',
  cuda: 'cuda',
  webgpu: 'webgpu',
  directml: 'dml',
  coreml: 'coreml',
};

/** Loads models for a place, without asking whether it works. */
export async function loaderOn(place: ExecutorPlace, session: Record<string, string> = {}): Promise<OnnxLoader> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-node');
  // Errors are thrown anyway; without this a missing provider would also be logged on stderr.
  env.logLevel = 'fatal';
  return {
    Tensor,
    load: (model) =>
      InferenceSession.create(model, {
        executionProviders: [providers[place]],
        intraOpNumThreads: availableParallelism(),
        extra: {
          // Both change numbers in 1.30.0. Pad_Fusion makes a MaxPool ignore the zeros of the Pad before it.
          // WeightBiasQuantization quantizes convolutions that were left in float32 between others, with one scale for
          // all of their outputs.
          optimization: { disable_specified_optimizers: 'Pad_Fusion;WeightBiasQuantization' },
          session,
        },
      }),
  };
}

/** The GPU places that the installed package of ONNX Runtime was built for. */
export async function gpuPlacesOfThisBuild(): Promise<ExecutorPlace[]> {
  const { listSupportedBackends } = await import('onnxruntime-node');
  const built = new Set<string>(listSupportedBackends().map(({ name }) => name));
  return gpuPlaces.filter((place) => built.has(providers[place]));
}

/** In the order in which they are tried. */
const gpuPlaces = ['cuda', 'webgpu', 'directml', 'coreml'] as const;
