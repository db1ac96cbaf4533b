import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { whileAtWork } from './atWork.ts';
import { byteSumsStop } from './byteSums.ts';
import { encodeModel } from './format.ts';
import { newGraph } from './graph.ts';

export interface OnnxRuntime {
  /** What its numbers and its speed depend on, besides the processor. */
  version: string;
  onGpu: boolean;
  /** Why it is not, where its CUDA provider is installed. */
  whyNotOnGpu?: string | undefined;
  /** Makes a model ready; nothing of the bytes is needed after that. The caller releases the session. */
  load(model: Uint8Array): Promise<InferenceSession>;
  Tensor: typeof Tensor;
}

let started: Promise<OnnxRuntime> | undefined;

/**
 * ONNX Runtime in this process, on the GPU where its CUDA provider is installed and works. Throws where its library
 * does not load, or where it was ruled out.
 */
export function startOnnxRuntime(): Promise<OnnxRuntime> {
  started ??= whileAtWork(start);
  return started;
}

/** Keeps ONNX Runtime from starting in this process: whoever wants it hears why. */
export function ruleOutOnnxRuntime(why: string): void {
  started = Promise.reject(new Error(why));
  // Until then nobody does.
  started.catch(() => {});
}

async function start(): Promise<OnnxRuntime> {
  const { InferenceSession, Tensor, env, listSupportedBackends } = await import('onnxruntime-node');
  // What goes wrong is thrown; a provider that is not there would be told on the terminal too.
  env.logLevel = 'fatal';
  const threads = availableParallelism();
  const loadOn =
    (providers: string[], session: Record<string, string> = {}) =>
    (model: Uint8Array) =>
      InferenceSession.create(model, {
        executionProviders: providers,
        intraOpNumThreads: threads,
        extra: {
          // The first makes a MaxPool ignore the zeros that a Pad has put before it, as if they were less than every
          // number; the second also quantizes convolutions that were left in float32 between others, with one scale for
          // all of their outputs (1.30.0).
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
  const quick = loadOn(providers);
  // The slower way of multiplying bytes is exact everywhere, and takes nearly three times as long where the quick one
  // is exact, too.
  const load = (await byteSumsStop({ load: quick, Tensor })) ? loadOn(providers, { x64quantprecision: '1' }) : quick;
  return {
    version,
    onGpu,
    whyNotOnGpu: whyNotCuda !== null && isCudaInstalled() ? whyNotCuda : undefined,
    load,
    Tensor,
  };
}

/** The first line of what is wrong; null where nothing is. */
async function whyNot(load: () => Promise<InferenceSession>): Promise<string | null> {
  try {
    await (await load()).release();
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}

/** The package's list names CUDA on every such system; the provider is a file that its install step fetches. */
function isCudaInstalled(): boolean {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const binaries = join(dirname(main), '..', 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(join(binaries, 'libonnxruntime_providers_cuda.so'));
}

/** A model that answers what it is given. */
function smallest(): Uint8Array {
  const graph = newGraph();
  return encodeModel(
    graph.finish({ name: 'x', dims: [1] }, { name: graph.node('same', 'Identity', ['x']), dims: [1] }).message,
  );
}
