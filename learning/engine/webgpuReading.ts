import * as tf from '@tensorflow/tfjs';
import { engineHasFailed } from './engineFailed.ts';

/** What this file uses of the backend. */
export interface ReadableBackend {
  readSync(dataId: object): tf.backend_util.TypedArray;
  convertAndCacheOnCPU(dataId: object, values: tf.backend_util.TypedArray): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  commandEncoder: { copyBufferToBuffer(from: GpuBuffer, at: number, to: GpuBuffer, toAt: number, size: number): void };
  bufferManager: { acquireBuffer(size: number, usage: number): GpuBuffer; releaseBuffer(buffer: GpuBuffer): void };
  tensorMap: {
    get(dataId: object): { dtype: tf.DataType; values: tf.backend_util.TypedArray | null; resource: GpuBuffer | null };
  };
}

interface GpuBuffer {
  size: number;
  mapState: 'unmapped' | 'pending' | 'mapped';
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
}

/** WebGPU's constants: GPUBufferUsage.MAP_READ and COPY_DST, GPUMapMode.READ. */
const [mapRead, copyDestination, forReading] = [1, 8, 1];

/**
 * Lets `dataSync` work. WebGPU answers only asynchronously, and the backend's own way round that draws on a browser's
 * canvas. Here Dawn is told to look for the numbers until they are there.
 */
export function readNow(backend: ReadableBackend, lookForResults: () => void): void {
  const { readSync } = backend;
  backend.readSync = (dataId) => {
    const { dtype, values, resource } = backend.tensorMap.get(dataId);
    if (values || !resource || dtype === 'complex64') return readSync.call(backend, dataId);
    const copy = backend.bufferManager.acquireBuffer(resource.size, mapRead | copyDestination);
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder.copyBufferToBuffer(resource, 0, copy, 0, resource.size);
    backend.submitQueue();
    copy.mapAsync(forReading).catch(() => {});
    while (copy.mapState === 'pending') lookForResults();
    if (copy.mapState !== 'mapped') throw engineHasFailed('the loss of its GPU');
    const bytes = copy.getMappedRange().slice(0);
    copy.unmap();
    backend.bufferManager.releaseBuffer(copy);
    const numbers = tf.util.convertBackendValuesAndArrayBuffer(bytes, dtype) as tf.backend_util.TypedArray;
    backend.convertAndCacheOnCPU(dataId, numbers);
    return numbers;
  };
}
