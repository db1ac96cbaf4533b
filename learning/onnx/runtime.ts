import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { byteSumsSaturate } from './byteSums.ts';
import { encodeModel } from './format.ts';
import { newGraph } from './graph.ts';

export interface OnnxRuntime {
  /** Its version and settings: outputs and speed depend on them, and on the processor. */
  version: string;
  onGpu: boolean;
  /** Why it does not use the GPU although its CUDA provider is installed. */
  whyNotOnGpu?: string | undefined;
  /** Loads a model. ONNX Runtime copies it. The caller releases the session. */
  load(model: Uint8Array): Promise<InferenceSession>;
  Tensor: typeof Tensor;
}

let started: Promise<OnnxRuntime> | undefined;

/**
 * Starts ONNX Runtime in this process, on the GPU if its CUDA provider is installed and works. Throws if its library
 * does not load, or if it was ruled out.
 */
export function startOnnxRuntime(): Promise<OnnxRuntime> {
  started ??= whileOnnxWorks(start);
  return started;
}

/** Keeps ONNX Runtime from starting in this process: `startOnnxRuntime` throws `why`. */
export function ruleOutOnnxRuntime(why: string): void {
  started = Promise.reject(new Error(why));
  // The callers of `startOnnxRuntime` handle the rejection.
  started.catch(() => {});
}

let unfinished = 0;
let onWork: (isAtWork: boolean) => void = () => {};

/**
 * Calls `listener` when ONNX Runtime begins to work for this process and when it has finished, so that a crash in
 * between can be attributed to it.
 */
export function watchOnnxRuntime(listener: (isAtWork: boolean) => void): void {
  onWork = listener;
}

/** Wraps all work of ONNX Runtime for this process, also work in other threads, for `watchOnnxRuntime`. */
export async function whileOnnxWorks<Result>(work: () => Promise<Result>): Promise<Result> {
  if (unfinished++ === 0) onWork(true);
  try {
    return await work();
  } finally {
    if (--unfinished === 0) onWork(false);
  }
}

async function start(): Promise<OnnxRuntime> {
  const { InferenceSession, Tensor, env, listSupportedBackends } = await import('onnxruntime-node');
  // Errors are thrown anyway; without this a missing provider would also be logged on stderr.
  env.logLevel = 'fatal';
  const threads = availableParallelism();
  const loadOn =
    (providers: string[], session: Record<string, string> = {}) =>
    (model: Uint8Array) =>
      InferenceSession.create(model, {
        executionProviders: providers,
        intraOpNumThreads: threads,
        extra: {
          // Both change numbers in 1.30.0. Pad_Fusion makes a MaxPool ignore the zeros of the Pad before it.
          // WeightBiasQuantization quantizes convolutions that were left in float32 between others, with one scale for
          // all of their outputs.
          optimization: { disable_specified_optimizers: 'Pad_Fusion;WeightBiasQuantization' },
          session,
        },
      });

  const hasCuda = listSupportedBackends().some(({ name }) => name === 'cuda');
  const whyNotCuda = hasCuda ? await whyNot(() => loadOn(['cuda'])(smallest())) : 'this build has none';
  const onGpu = whyNotCuda === null;
  const providers = onGpu ? ['cuda', 'cpu'] : ['cpu'];
  const where = onGpu ? 'a GPU' : `the CPU, threads: ${threads}, Winograd convolutions`;
  const version = `ONNX Runtime ${env.versions.node} on ${where}`;
  const fast = loadOn(providers);
  // The precise multiplication of bytes is exact on every processor, but takes nearly three times as long on those
  // where the fast one is exact too.
  const load = (await byteSumsSaturate({ load: fast, Tensor })) ? loadOn(providers, { x64quantprecision: '1' }) : fast;
  return {
    version,
    onGpu,
    whyNotOnGpu: whyNotCuda !== null && isCudaInstalled() ? whyNotCuda : undefined,
    load,
    Tensor,
  };
}

/** The first line of the error; null if there is none. */
async function whyNot(load: () => Promise<InferenceSession>): Promise<string | null> {
  try {
    await (await load()).release();
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}

/** The package lists CUDA on every such system; the provider itself is a file that its install step downloads. */
function isCudaInstalled(): boolean {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const binaries = join(dirname(main), '..', 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(join(binaries, 'libonnxruntime_providers_cuda.so'));
}

/** A model that outputs its input. */
function smallest(): Uint8Array {
  const graph = newGraph();
  return encodeModel(
    graph.finish({ name: 'x', dims: [1] }, { name: graph.node('same', 'Identity', ['x']), dims: [1] }).message,
  );
}
