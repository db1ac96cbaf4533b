import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ExecutorPlace } from '#contracts/provenance';
import { allowsSoftwareAdapter } from '#machine/environment';
import { hasNvidiaGpu } from '../engine/native.ts';
import { tryInProcess } from '../engine/trial.ts';
import { isWebgpuInstalled, mayHaveGpu, webgpuPackage } from '../engine/webgpuDevice.ts';

/** What is known of a GPU once ONNX Runtime has computed on it. */
const probedPlaceSchema = z.strictObject({
  /** Of ONNX Runtime, and on WebGPU the adapter with its driver. */
  version: z.string(),
  largestTensor: z.number().positive().optional(),
  software: z.boolean().optional(),
});
export type ProbedPlace = z.infer<typeof probedPlaceSchema>;

const probeProcess = fileURLToPath(new URL('./probePlaceProcess.ts', import.meta.url));

/**
 * Lets ONNX Runtime compute on a GPU in a process of its own, so that a crash ends only that. Throws an Error with the
 * reason where it does not work there.
 */
export async function probePlace(place: ExecutorPlace, has = { mayHaveGpu }): Promise<ProbedPlace> {
  const why = whyNotTried(place, has);
  if (why !== undefined) throw new Error(why);
  const trial = await tryInProcess(probeProcess, [place]);
  if (!trial.works) throw new Error(trial.why);
  return probedPlaceSchema.parse(trial.answer);
}

/** Why a place surely does not work on this machine. */
export function whyNotTried(place: ExecutorPlace, has = { mayHaveGpu }): string | undefined {
  if (place === 'cuda') {
    if (!isCudaInstalled()) return "ONNX Runtime's library for CUDA is not installed";
    return hasNvidiaGpu() ? undefined : 'this machine has no GPU of NVIDIA';
  }
  if (place !== 'webgpu') return undefined;
  // It knows the adapter, of which ONNX Runtime says nothing.
  if (!isWebgpuInstalled()) return `the package ${webgpuPackage} is not installed`;
  return has.mayHaveGpu() || allowsSoftwareAdapter() ? undefined : 'this machine has no GPU';
}

/** The package lists CUDA on every such system; the provider itself is a file that its install step downloads. */
function isCudaInstalled(): boolean {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const binaries = join(dirname(main), '..', 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(join(binaries, 'libonnxruntime_providers_cuda.so'));
}
