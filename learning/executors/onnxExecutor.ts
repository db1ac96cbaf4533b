import { Worker } from 'node:worker_threads';
import type * as tf from '@tensorflow/tfjs';
import type { ExecutorPlace } from '#contracts/provenance';
import { exportOnnx, type OnnxModel } from '../onnx/exportOnnx.ts';
import { startOnnxRuntime, whileOnnxWorks } from '../onnx/runtime.ts';
import type { SessionRequest, SessionResponse } from '../onnx/sessionThread.ts';
import { frozenBatch } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';
import { ExecutorFailed } from './executorFailed.ts';
import { gpuBatch } from './gpuBatch.ts';

/**
 * An executor on ONNX Runtime for a network with its current weights. It runs in another thread, so that this thread
 * can read the next images meanwhile. The outputs differ from TensorFlow.js's in the last bits. Throws an Error if the
 * library does not load or does not work on that place, or if a layer is not translated to ONNX; ExecutorFailed if a
 * GPU refuses the network.
 */
export async function openOnnxExecutor(network: tf.LayersModel, place: ExecutorPlace = 'processor'): Promise<Executor> {
  await startOnnxRuntime(place);
  // GPUs' libraries choose their own algorithms.
  return openOnnxModel(exportOnnx(network, { winograd: place === 'processor' }), network, { transfer: true, place });
}

/** The same for a model that was made from the network before. `transfer` moves its memory to the other thread. */
export async function openOnnxModel(
  model: OnnxModel,
  network: tf.LayersModel,
  { transfer = false, place = 'processor' }: { transfer?: boolean; place?: ExecutorPlace } = {},
): Promise<Executor> {
  const runtime = await startOnnxRuntime(place);
  const batch = place === 'processor' ? frozenBatch.processor : gpuBatch(network, runtime);
  const { send, end } = startThread(place);
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  const parts = [model.file, ...Object.values(model.extraInputs).map(({ values }) => values)];
  // A small array may share its memory with others; such memory cannot be transferred.
  const ownMemory = parts
    .filter((part) => part.byteLength === part.buffer.byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);
  await send({ kind: 'load', model, imageShape }, transfer ? ownMemory : []).catch(async (error) => {
    await end();
    throw error;
  });
  return {
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch,
    async run(images, count) {
      return (await send({ kind: 'run', images, count }))!;
    },
    async dispose() {
      await send({ kind: 'release' });
      await end();
    },
  };
}

interface Session {
  send(request: SessionRequest, transferred?: ArrayBuffer[]): Promise<Float32Array | undefined>;
  end(): Promise<unknown>;
}

function startThread(place: ExecutorPlace): Session {
  const thread = new Worker(new URL('../onnx/sessionThread.ts', import.meta.url), { workerData: { place } });
  const waiting: PromiseWithResolvers<Float32Array | undefined>[] = [];
  let hasEnded = false;
  const failure = (error: Error) =>
    place === 'processor' ? error : new ExecutorFailed(place, error.message.split('\n')[0]!, { cause: error });
  const onEnd = (cause: unknown) => {
    hasEnded = true;
    for (const { reject } of waiting.splice(0)) reject(failure(cause as Error));
  };
  thread.on('message', (response: SessionResponse) => {
    const { resolve, reject } = waiting.shift()!;
    // An idle thread must not keep the process alive.
    if (waiting.length === 0) thread.unref();
    if ('error' in response) reject(failure(response.error));
    else resolve(response.values);
  });
  thread.on('error', onEnd);
  thread.on('exit', () => onEnd(new Error('the ONNX Runtime session has ended')));

  return {
    send(request, transferred = []) {
      if (hasEnded) return Promise.reject(new Error('the ONNX Runtime session has ended'));
      const response = Promise.withResolvers<Float32Array | undefined>();
      waiting.push(response);
      thread.ref();
      return whileOnnxWorks(() => {
        thread.postMessage(request, transferred);
        return response.promise;
      }, place);
    },
    end() {
      hasEnded = true;
      return whileOnnxWorks(() => thread.terminate(), place);
    },
  };
}
