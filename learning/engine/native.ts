import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { Provenance } from '#contracts/provenance';
import { describeMachine } from '#machine/describeMachine';
import { usesOneDnn } from '#machine/environment';
import { kernelsVersion, repairLayers, repairNative } from './repairs.ts';

/** TensorFlow's packages for Node, in the order of preference; both are optional. The first runs without a GPU too. */
export const nativePackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

const require = createRequire(import.meta.url);

/** The native package that is installed, or null. Its library may still fail to load. */
export function installedNativePackage(): string | null {
  for (const name of nativePackages) {
    try {
      require.resolve(name);
      return name;
    } catch {
      // Not installed.
    }
  }
  return null;
}

/**
 * Starts TensorFlow's C library, with repairs that make training as fast as in Keras. Throws if no package is installed
 * or its library does not load.
 */
export async function startNative(): Promise<Provenance> {
  const { binding, isUsingGpuDevice } = await loadNative();
  repairLayers();
  const oneDnn = usesOneDnn();
  repairNative({ oneDnn: oneDnn && !isUsingGpuDevice });
  // The numbers depend on both.
  const how = `on ${isUsingGpuDevice ? 'a GPU' : 'the CPU'}${oneDnn ? '' : ' without oneDNN'}`;
  const engineVersion =
    `TensorFlow.js ${tf.version_core} (kernels ${kernelsVersion}), ` + `TensorFlow ${binding.TF_Version} ${how}`;
  return { engine: 'native', engineVersion, ...describeMachine(), threads: availableParallelism() };
}

/** True if there are device files of NVIDIA's driver, or of the one for Linux on Windows. The card may not work. */
export function hasNvidiaGpu(): boolean {
  return ['/dev/nvidiactl', '/dev/dxg'].some((device) => existsSync(device));
}

/** True if the engine computes on a GPU, according to its version. */
export function isOnGpu({ engineVersion }: Pick<Provenance, 'engineVersion'>): boolean {
  return / on a GPU\b/.test(engineVersion);
}

interface NativeBackend {
  binding: { TF_Version: string };
  isUsingGpuDevice: boolean;
}

/** Loads TensorFlow's C library without repairs. */
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
