import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { Provenance } from '#contracts/provenance';
import { describeMachine } from '#machine/describeMachine';
import { usesOneDnn } from '#machine/environment';
import { kernelsVersion, repairLayers, repairNative } from './repairs.ts';

/**
 * The packages that bind TensorFlow to Node, in the order of preference; both are optional. The first also runs without
 * a GPU.
 */
export const nativePackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

const require = createRequire(import.meta.url);

/** The native package that is installed, or null. Says nothing of whether its library loads. */
export function installedNativePackage(): string | null {
  for (const name of nativePackages) {
    try {
      require.resolve(name);
      return name;
    } catch {
      // The next one, then.
    }
  }
  return null;
}

/**
 * TensorFlow's C library, amended so that it trains as quickly as in Keras. Throws when no package is installed or its
 * library does not load.
 */
export async function startNative(): Promise<Provenance> {
  const { binding, isUsingGpuDevice } = await loadNative();
  repairLayers();
  // The engine is also tried without oneDNN, which kills the process on some machines.
  const oneDnn = usesOneDnn();
  repairNative({ oneDnn: oneDnn && !isUsingGpuDevice });
  // Without it the numbers are others.
  const how = `on ${isUsingGpuDevice ? 'a GPU' : 'the CPU'}${oneDnn ? '' : ' without oneDNN'}`;
  const engineVersion =
    `TensorFlow.js ${tf.version_core} (kernels ${kernelsVersion}), ` + `TensorFlow ${binding.TF_Version} ${how}`;
  return { engine: 'native', engineVersion, ...describeMachine(), threads: availableParallelism() };
}

/**
 * Whether this machine shows a card to this process, also one that does not work: by the devices of NVIDIA's driver,
 * and of Windows's for Linux.
 */
export function hasNvidiaGpu(): boolean {
  return ['/dev/nvidiactl', '/dev/dxg'].some((device) => existsSync(device));
}

/** Whether the engine computes on a GPU, by what it said of itself. */
export function isOnGpu({ engineVersion }: Pick<Provenance, 'engineVersion'>): boolean {
  return / on a GPU\b/.test(engineVersion);
}

interface NativeBackend {
  binding: { TF_Version: string };
  isUsingGpuDevice: boolean;
}

/** The same as it comes. */
export async function loadNative(): Promise<NativeBackend> {
  const name = installedNativePackage();
  if (name === null) throw new Error(`expected one of ${nativePackages.join(', ')} to be installed, found neither`);
  // Node 23 removed two functions that the package (4.22.0) still calls.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  require(name);
  if (!(await tf.setBackend('tensorflow'))) throw new Error(`${name} was loaded, but its backend did not start`);
  return tf.backend() as unknown as NativeBackend;
}
