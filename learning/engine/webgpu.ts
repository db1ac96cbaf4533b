import * as tf from '@tensorflow/tfjs';
import type { Provenance } from '#contracts/provenance';
import { describeMachine } from '#machine/describeMachine';
import { engineFailure, engineHasFailed } from './engineFailed.ts';
import { kernelsVersion, repairLayers, repairWebgpu } from './repairs.ts';
import { type Device, openDevice } from './webgpuDevice.ts';
import { type ReadableBackend, readNow } from './webgpuReading.ts';

let opened: Promise<Provenance> | undefined;

/**
 * Starts TensorFlow.js's WebGPU backend on Dawn, on any vendor's GPU. Throws if there is no adapter, or only a software
 * adapter that was not asked for.
 */
export async function startWebgpu(): Promise<Provenance> {
  repairLayers();
  opened ??= openBackend().catch((error: Error) => {
    // It has passed its probe elsewhere: a run goes on with the next engine.
    engineHasFailed(`a GPU that did not start: ${firstLine(error.message)}`);
    throw error;
  });
  const provenance = await opened;
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js could not start its WebGPU backend');
  return provenance;
}

async function openBackend(): Promise<Provenance> {
  // It is loaded before there is a GPU, or it would register a backend that chooses its own adapter.
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const { device, info, adapter, version, lookForResults } = await openDevice();
  const backend = new WebGPUBackend(device as never, info as never);
  readNow(backend as unknown as ReadableBackend, lookForResults);
  // Frozen prefixes then take more images at once.
  Object.assign(backend, { isUsingGpuDevice: !adapter.software });
  watchFailures(backend as unknown as Backend, device);
  tf.registerBackend('webgpu', () => backend);
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', packedProduct);
  // Small tensors are computed where all others are: numbers then depend on the GPU alone.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  repairWebgpu();
  const where = adapter.software ? 'a software adapter' : 'a GPU';
  const engineVersion =
    `TensorFlow.js ${tf.version_core} (kernels ${kernelsVersion}), ` +
    `WebGPU (Dawn ${version}) on ${where}: ${adapter.name}, ${adapter.driver}`;
  return { engine: 'webgpu', engineVersion, ...describeMachine(), threads: 1, adapter };
}

/**
 * `MatMulProgramType.MatMulPackedProgram`. Left to itself the backend adds long sums in the order in which the threads
 * come, so that the same product differs from time to time.
 */
const packedProduct = 3;

/** What this file uses of the backend. */
interface Backend {
  read(dataId: object): Promise<tf.backend_util.TypedArray>;
  readSync(dataId: object): tf.backend_util.TypedArray;
  runWebGPUProgram(...call: unknown[]): unknown;
}

/**
 * WebGPU reports errors to listeners, and then goes on with zeros. Here the next numbers that are read throw the error.
 */
function watchFailures(backend: Backend, device: Device): void {
  device.addEventListener('uncapturederror', ({ error }) => {
    engineHasFailed(`an error of the GPU: ${firstLine(error.message)}`);
  });
  void device.lost.then(({ message }) => engineHasFailed(`the loss of its GPU: ${firstLine(message)}`));

  const { read, readSync, runWebGPUProgram } = backend;
  backend.read = async (dataId) => {
    const values = await read.call(backend, dataId).catch(async (error: Error) => {
      // A lost device rejects without a reason, and then says that it is lost.
      await tf.nextFrame();
      throw engineHasFailed(`the loss of its GPU: ${firstLine(error.message)}`);
    });
    throwFailure();
    return values;
  };
  backend.readSync = (dataId) => {
    const values = readSync.call(backend, dataId);
    throwFailure();
    return values;
  };
  backend.runWebGPUProgram = (...call) => {
    try {
      return runWebGPUProgram.apply(backend, call);
    } catch (error) {
      throw engineHasFailed(`an error of the GPU: ${firstLine((error as Error).message)}`);
    }
  };
}

function throwFailure(): void {
  const failure = engineFailure();
  if (failure) throw failure;
}

function firstLine(text: string): string {
  return text.split('\n')[0]!;
}
